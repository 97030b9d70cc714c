package expr

import (
	"github.com/penstock/penstock/runtime/embedded/batch"
	"github.com/penstock/penstock/runtime/embedded/types"
)

// IsDeterministic tells whether an expression gives the same result each time for the same row: it calls no RAND, UUID,
// PROCTIME, CURRENT_WATERMARK and their like.
func IsDeterministic(e Expr) bool {
	deterministic := true
	Walk(e, func(e Expr) bool {
		if c, ok := e.(*Call); ok {
			deterministic = deterministic && !isVolatile(c)
		}
		return deterministic
	})
	return deterministic
}

func isVolatile(c *Call) bool {
	f := registry[c.Name]
	if f == nil {
		return false
	}
	form := f.formOf(c)
	return f.volatile || form != nil && form.volatile
}

// SessionDependent tells whether the result depends on the session time zone, as casts between TIMESTAMP and TIMESTAMP_LTZ
// and FROM_UNIXTIME do.
func SessionDependent(e Expr) bool {
	dependent := false
	Walk(e, func(e Expr) bool {
		switch e := e.(type) {
		case *Call:
			if f := registry[e.Name]; f != nil && f.session {
				dependent = true
			}
			for _, a := range e.Args {
				dependent = dependent || hasInstant(a.Type())
			}
		case *Cast:
			dependent = dependent || hasInstant(e.Typ) != hasInstant(e.Arg.Type())
		}
		return !dependent
	})
	return dependent
}

// Fold replaces constant parts of an expression by their values, but for long texts. What fails is left as it is, so that it fails only if a row
// ever gets there, and so is what gives another value each time. Nil, which is the condition of a join without one, stays nil.
func Fold(e Expr, cfg Config) Expr {
	if e == nil {
		return nil
	}
	cfg.folding = true
	folded := map[*Literal]bool{}
	e = Rewrite(e, func(e Expr) Expr {
		if simpler := simplify(e); simpler != e {
			return simpler
		}
		if _, ok := e.(*Literal); ok || !allLiterals(e) || !IsDeterministic(e) || !foldable(e) {
			return e
		}
		value, err := Evaluate(e, cfg)
		if err != nil || textSize(value) > longestFolded {
			return e
		}
		l := &Literal{Value: value, Typ: e.Type()}
		folded[l] = true
		return l
	})
	return Rewrite(e, func(e Expr) Expr {
		if l, ok := e.(*Literal); ok && folded[l] {
			return asLiteral(l)
		}
		return e
	})
}

// asLiteral is a value that was computed as Flink's planner keeps it: no longer than its type, without parts of a second that its type
// does not have, and without a negative zero.
func asLiteral(l *Literal) Expr {
	value := l.Value
	switch v := value.(type) {
	case string:
		if letters := []rune(v); l.Typ.Kind.IsCharacter() && len(letters) > l.Typ.Precision {
			value = string(letters[:l.Typ.Precision])
		}
	case int64:
		if l.Typ.Kind == types.Time && l.Typ.Precision == 0 {
			value = v - v%1000
		}
	case float64:
		if v == 0 {
			value = 0.0
		}
	}
	return &Literal{Value: value, Typ: l.Typ}
}

// Evaluate computes an expression that reads no columns.
func Evaluate(e Expr, cfg Config) (batch.Datum, error) {
	ev, err := Compile(e, cfg)
	if err != nil {
		return nil, err
	}
	v, err := ev.Eval(nil, &batch.Batch{Len: 1}, nil)
	if err != nil {
		return nil, err
	}
	return v.Get(0), nil
}

func allLiterals(e Expr) bool {
	for _, c := range Children(e) {
		if _, ok := c.(*Literal); !ok {
			return false
		}
	}
	_, isColumn := e.(*Column)
	return !isColumn
}

// simplify drops what does not matter from AND and OR: TRUE from AND, FALSE from OR, and everything after a constant that
// decides.
func simplify(e Expr) Expr {
	call, ok := e.(*Call)
	if !ok || call.Name != "AND" && call.Name != "OR" {
		return e
	}
	decider := call.Name == "OR"
	var kept []Expr
	for _, a := range call.Args {
		l, ok := a.(*Literal)
		if !ok || l.Value == nil {
			kept = append(kept, a)
			continue
		}
		if l.Value == decider {
			if len(kept) == 0 {
				return l
			}
			kept = append(kept, a)
			break
		}
	}
	switch len(kept) {
	case len(call.Args):
		return e
	case 0:
		return &Literal{Value: !decider, Typ: boolean(false)}
	case 1:
		return kept[0]
	}
	simpler := *call
	simpler.Args = kept
	return &simpler
}
