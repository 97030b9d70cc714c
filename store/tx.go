package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"
)

// maxAttempts bounds how often a transaction that others are in the way of is run.
const maxAttempts = 8

// Tx is one transaction. It is not safe for concurrent use and ends with the function it was given to.
type Tx struct {
	Reader
}

// InTx runs do in a transaction and commits if it returns nil. When the database asks for it (serialization failure,
// deadlock) do is run again from the start, so it must have no effect but through tx. An error of the commit itself
// leaves open whether the transaction took place.
func (s *Store) InTx(ctx context.Context, do func(tx *Tx) error) error {
	var err error
	for attempt := range maxAttempts {
		err = s.attempt(ctx, do)
		if !retryable(err) {
			return describe(err)
		}
		if err := pause(ctx, attempt); err != nil {
			return fmt.Errorf("repeat transaction: %w", err)
		}
	}
	return fmt.Errorf("transaction in the way of others after %d attempts: %w", maxAttempts, err)
}

func (s *Store) attempt(ctx context.Context, do func(tx *Tx) error) error {
	return pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		return do(&Tx{Reader: Reader{db: tx, clock: s.clock, sealer: s.sealer}})
	})
}

// byIndex runs queries in a transaction in which the planner takes an index where there is one. It is for what is asked again and again
// while nothing happens, of the part of a table that an index has: to the planner, reading the whole table is cheaper where that part is
// most of it, until the table has a history, or until it is vacuumed.
func (s *Store) byIndex(ctx context.Context, do func(tx *Tx) error) error {
	return s.InTx(ctx, func(tx *Tx) error {
		if _, err := tx.db.Exec(ctx, `SET LOCAL enable_seqscan TO off`); err != nil {
			return err
		}
		return do(tx)
	})
}

// pause waits a random time that grows with the attempts, so that two transactions do not meet in step again.
func pause(ctx context.Context, attempt int) error {
	timer := time.NewTimer(rand.N(time.Duration(5<<attempt) * time.Millisecond))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
