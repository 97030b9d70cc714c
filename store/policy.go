package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/penstock/penstock/lifecycle/fault"
)

// Policy is a policy of an account.
type Policy struct {
	AccountID, Name, Description string
	// Document is the policy as it was written.
	Document               string
	CreateTime, UpdateTime time.Time
}

const policyColumns = `account_id, name, description, document, create_time, update_time`

// CreatePolicy inserts the policy and fills in its times. A name that is taken is a fault of kind InUse.
func (tx *Tx) CreatePolicy(ctx context.Context, p *Policy) error {
	err := tx.db.QueryRow(ctx, `
		INSERT INTO policies (account_id, name, description, document) VALUES ($1, $2, $3, $4) RETURNING create_time, update_time`,
		p.AccountID, p.Name, p.Description, p.Document).Scan(&p.CreateTime, &p.UpdateTime)
	if isDuplicate(err, "policies_pkey") {
		return fault.InUse("There is a policy %s already", p.Name)
	}
	if err != nil {
		return fmt.Errorf("create policy %s: %w", p.Name, err)
	}
	return nil
}

// UpdatePolicy writes the description and the document and fills in the time. The caller has locked it.
func (tx *Tx) UpdatePolicy(ctx context.Context, p *Policy) error {
	err := tx.db.QueryRow(ctx, `
		UPDATE policies SET description = $3, document = $4, update_time = clock_timestamp() WHERE account_id = $1 AND name = $2
		RETURNING update_time`, p.AccountID, p.Name, p.Description, p.Document).Scan(&p.UpdateTime)
	if err != nil {
		return fmt.Errorf("update policy %s: %w", p.Name, err)
	}
	return nil
}

// DeletePolicy removes the policy. The caller has locked it and seen that it is attached to nobody.
func (tx *Tx) DeletePolicy(ctx context.Context, accountID, name string) error {
	if _, err := tx.db.Exec(ctx, `DELETE FROM policies WHERE account_id = $1 AND name = $2`, accountID, name); err != nil {
		return fmt.Errorf("delete policy %s: %w", name, err)
	}
	return nil
}

// Policy returns the policy. One that does not exist is a fault of kind NotFound.
func (r Reader) Policy(ctx context.Context, accountID, name string) (*Policy, error) {
	return r.policy(ctx, accountID, name, "")
}

// LockPolicy is [Reader.Policy], and holds it until the transaction ends, against changes and attachments.
func (tx *Tx) LockPolicy(ctx context.Context, accountID, name string) (*Policy, error) {
	return tx.policy(ctx, accountID, name, " FOR UPDATE")
}

func (r Reader) policy(ctx context.Context, accountID, name, lock string) (*Policy, error) {
	rows, err := r.db.Query(ctx, `SELECT `+policyColumns+` FROM policies WHERE account_id = $1 AND name = $2`+lock, accountID, name)
	if err != nil {
		return nil, fmt.Errorf("read policy %s: %w", name, err)
	}
	p, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[Policy])
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, fault.NotFound("There is no policy %s", name)
	}
	if err != nil {
		return nil, fmt.Errorf("read policy %s: %w", name, err)
	}
	return &p, nil
}

// ListPolicies returns the account's policies in the order of their names, beginning after the name given, at most limit of them.
func (r Reader) ListPolicies(ctx context.Context, accountID, after string, limit int) ([]Policy, error) {
	rows, err := r.db.Query(ctx, `SELECT `+policyColumns+` FROM policies WHERE account_id = $1 AND name > $2 ORDER BY name LIMIT $3`,
		accountID, after, limit)
	if err != nil {
		return nil, fmt.Errorf("list policies: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Policy])
	if err != nil {
		return nil, fmt.Errorf("list policies: %w", err)
	}
	return all, nil
}

// AttachPolicy attaches the policy to the user or role; done already, it does nothing. For a policy of an account, the caller
// has locked it.
func (tx *Tx) AttachPolicy(ctx context.Context, principalID, policyARN string) error {
	_, err := tx.db.Exec(ctx, `INSERT INTO policy_attachments (principal_id, policy_arn) VALUES ($1, $2) ON CONFLICT DO NOTHING`, principalID, policyARN)
	if err != nil {
		return fmt.Errorf("attach policy %s: %w", policyARN, err)
	}
	return nil
}

// DetachPolicy tells whether it was attached.
func (tx *Tx) DetachPolicy(ctx context.Context, principalID, policyARN string) (bool, error) {
	gone, err := tx.db.Exec(ctx, `DELETE FROM policy_attachments WHERE principal_id = $1 AND policy_arn = $2`, principalID, policyARN)
	if err != nil {
		return false, fmt.Errorf("detach policy %s: %w", policyARN, err)
	}
	return gone.RowsAffected() > 0, nil
}

// AttachedPolicies returns the ARNs of the policies of the user or role, in their order.
func (r Reader) AttachedPolicies(ctx context.Context, principalID string) ([]string, error) {
	rows, err := r.db.Query(ctx, `SELECT policy_arn FROM policy_attachments WHERE principal_id = $1 ORDER BY policy_arn`, principalID)
	if err != nil {
		return nil, fmt.Errorf("list attached policies: %w", err)
	}
	arns, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, fmt.Errorf("list attached policies: %w", err)
	}
	return arns, nil
}

// AttachedTo returns the users and roles that the policy is attached to, in the order of their names, at most limit of them.
func (r Reader) AttachedTo(ctx context.Context, accountID, policyARN string, limit int) ([]Principal, error) {
	rows, err := r.db.Query(ctx, `SELECT `+principalColumns+` FROM principals JOIN policy_attachments ON principal_id = id
		WHERE account_id = $1 AND policy_arn = $2 ORDER BY kind, name LIMIT $3`, accountID, policyARN, limit)
	if err != nil {
		return nil, fmt.Errorf("list attachments of policy %s: %w", policyARN, err)
	}
	all, err := pgx.CollectRows(rows, scanPrincipal)
	if err != nil {
		return nil, fmt.Errorf("list attachments of policy %s: %w", policyARN, err)
	}
	return all, nil
}

// PoliciesOf returns the account's own policies that are attached to the user or role, in the order of their names.
func (r Reader) PoliciesOf(ctx context.Context, principalID string) ([]Policy, error) {
	rows, err := r.db.Query(ctx, `
		SELECT p.account_id, p.name, p.description, p.document, p.create_time, p.update_time
		FROM policy_attachments a JOIN policies p ON a.policy_arn = 'arn:aws:iam::' || p.account_id || ':policy/' || p.name
		WHERE a.principal_id = $1 ORDER BY p.name`, principalID)
	if err != nil {
		return nil, fmt.Errorf("read attached policies: %w", err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Policy])
	if err != nil {
		return nil, fmt.Errorf("read attached policies: %w", err)
	}
	return all, nil
}
