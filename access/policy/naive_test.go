package policy_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/penstock/penstock/access/policy"
)

// naive says what policies say to a request in the most obvious way: regular expressions over the JSON as it is.
func naive(policies []map[string]any, action, resource string, context values) policy.Outcome {
	outcome := policy.ImplicitDeny
	for _, p := range policies {
		for _, s := range p["Statement"].([]any) {
			if !naiveApplies(s.(map[string]any), action, resource, context) {
				continue
			}
			if s.(map[string]any)["Effect"] == "Deny" {
				return policy.ExplicitDeny
			}
			outcome = policy.Allowed
		}
	}
	return outcome
}

func naiveApplies(s map[string]any, action, resource string, context values) bool {
	if list, ok := s["Action"]; ok && !naiveAny(list, strings.ToLower(action), strings.ToLower) {
		return false
	}
	if list, ok := s["NotAction"]; ok && naiveAny(list, strings.ToLower(action), strings.ToLower) {
		return false
	}
	asIs := func(text string) string {
		return strings.ReplaceAll(text, "${aws:username}", context["aws:username"][0])
	}
	if list, ok := s["Resource"]; ok && !naiveAny(list, resource, asIs) {
		return false
	}
	if list, ok := s["NotResource"]; ok && naiveAny(list, resource, asIs) {
		return false
	}
	conditions, _ := s["Condition"].(map[string]any)
	for operator, pairs := range conditions {
		for key, wanted := range pairs.(map[string]any) {
			matches := func(v string) bool { return naiveAny(wanted, v, asIs) }
			got := context[strings.ToLower(key)]
			ok := false
			switch operator {
			case "StringLike":
				ok = slices.ContainsFunc(got, matches)
			case "StringNotLike":
				ok = !slices.ContainsFunc(got, matches)
			case "ForAnyValue:StringLike":
				ok = slices.ContainsFunc(got, matches)
			case "ForAllValues:StringLike":
				ok = !slices.ContainsFunc(got, func(v string) bool { return !matches(v) })
			case "Null":
				ok = (len(got) == 0) == (wanted.([]any)[0] == "true")
			}
			if !ok {
				return false
			}
		}
	}
	return true
}

func naiveAny(patterns any, text string, change func(string) string) bool {
	for _, p := range patterns.([]any) {
		expression := regexp.QuoteMeta(change(p.(string)))
		expression = strings.NewReplacer(`\*`, `.*`, `\?`, `.`).Replace(expression)
		if regexp.MustCompile(`^(?s:` + expression + `)$`).MatchString(text) {
			return true
		}
	}
	return false
}

// TestEvaluate_AgreesWithANaiveEvaluator on policies over few actions, applications and values, so that they meet often.
func TestEvaluate_AgreesWithANaiveEvaluator(t *testing.T) {
	t.Parallel()
	name := rapid.StringMatching(`[ab*?]{0,4}`)
	actions := rapid.SampledFrom([]any{"*", "kinesisanalytics:*", "kinesisanalytics:D*", "KINESISANALYTICS:startapplication", "kms:*", "k*:?tart*n"})
	resources := rapid.Custom(func(t *rapid.T) any {
		if rapid.Bool().Draw(t, "all") {
			return "*"
		}
		return "arn:aws:kinesisanalytics:*:123456789012:application/" + rapid.OneOf(name, rapid.Just("${aws:username}*")).Draw(t, "name")
	})
	conditions := rapid.Custom(func(t *rapid.T) any {
		list := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) any { return name.Draw(t, "value") }), 1, 3)
		all := map[string]any{}
		for _, operator := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{
			"StringLike", "StringNotLike", "ForAnyValue:StringLike", "ForAllValues:StringLike", "Null",
		}), 0, 2, rapid.ID).Draw(t, "operators") {
			key := rapid.SampledFrom([]string{"aws:username", "aws:ResourceTag/t", "aws:userid"}).Draw(t, "key")
			wanted := list.Draw(t, "wanted")
			switch {
			case operator == "Null":
				wanted = []any{rapid.SampledFrom([]string{"true", "false"}).Draw(t, "null")}
			case strings.HasPrefix(operator, "For"):
				key = "aws:TagKeys"
			}
			all[operator] = map[string]any{key: wanted}
		}
		return all
	})
	statement := rapid.Custom(func(t *rapid.T) any {
		return map[string]any{
			"Effect": rapid.SampledFrom([]string{"Allow", "Allow", "Deny"}).Draw(t, "effect"),
			rapid.SampledFrom([]string{"Action", "NotAction"}).Draw(t, "actions"):       rapid.SliceOfN(actions, 1, 3).Draw(t, "action"),
			rapid.SampledFrom([]string{"Resource", "NotResource"}).Draw(t, "resources"): rapid.SliceOfN(resources, 1, 3).Draw(t, "resource"),
			"Condition": conditions.Draw(t, "condition"),
		}
	})
	plain := rapid.StringMatching(`[ab]{0,4}`)
	rapid.Check(t, func(t *rapid.T) {
		var policies []policy.Named
		var documents []map[string]any
		for range rapid.IntRange(0, 3).Draw(t, "policies") {
			d := map[string]any{"Version": "2012-10-17", "Statement": rapid.SliceOfN(statement, 1, 3).Draw(t, "statements")}
			text, err := json.Marshal(d)
			if err != nil {
				t.Fatal(err)
			}
			p, err := policy.Parse(policy.Identity, text, vocabulary)
			if err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			policies, documents = append(policies, policy.Named{Policy: p}), append(documents, d)
		}
		r := policy.Request{
			Action:   rapid.SampledFrom(vocabulary.Actions).Draw(t, "asked"),
			Resource: "arn:aws:kinesisanalytics:eu-west-1:123456789012:application/" + plain.Draw(t, "application"),
		}
		context := values{
			"aws:username": {plain.Draw(t, "user")}, "aws:tagkeys": rapid.SliceOfN(plain, 0, 3).Draw(t, "tags"),
			"aws:resourcetag/t": rapid.SliceOfN(plain, 0, 1).Draw(t, "tag"),
		}
		r.Context = context
		if got, want := policy.Evaluate(policies, r).Outcome, naive(documents, r.Action, r.Resource, context); got != want {
			t.Fatalf("%v, not %v", got, want)
		}
	})
}
