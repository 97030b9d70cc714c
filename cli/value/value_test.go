package value_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/cli/value"
)

func text(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	require.NoError(t, err)
	return string(b)
}

func TestParse_keeps_the_order(t *testing.T) {
	t.Parallel()
	const doc = `{"z":1,"a":[{"c":null,"b":"\u00e9"},true],"m":{}}`
	v, err := value.Parse([]byte(doc))
	require.NoError(t, err)
	require.Equal(t, `{"z":1,"a":[{"c":null,"b":"é"},true],"m":{}}`, text(t, v))
	for _, wrong := range []string{"", "{", `{"a" 1}`, "[1] 2", "nul"} {
		_, err := value.Parse([]byte(wrong))
		require.Error(t, err, wrong)
	}
}

func TestParseYAML(t *testing.T) {
	t.Parallel()
	v, err := value.ParseYAML([]byte("z: 1\na:\n- b: 2026-11-21\n  c: yes please\nn: ~\nt: true\nf: 1.5\nx: !!binary aGk=\nh: 0x10\n"))
	require.NoError(t, err)
	require.Equal(t, `{"z":1,"a":[{"b":"2026-11-21","c":"yes please"}],"n":null,"t":true,"f":1.5,"x":"aGk=","h":16}`, text(t, v))
	for _, wrong := range []string{"a: [", "? [a]\n: b", "a: .nan", "a: &x 1\nb: *x", "a: !!binary '*'"} {
		_, err := value.ParseYAML([]byte(wrong))
		require.Error(t, err, wrong)
	}
}

func TestQuery(t *testing.T) {
	t.Parallel()
	v, err := value.Parse([]byte(`{"List":[{"Name":"b","Age":2,"In":{"z":1,"a":"2"}},{"Name":"a","Age":1.5}],"Map":{"z":1,"y":2,"a":3},"No":null}`))
	require.NoError(t, err)
	for expression, want := range map[string]string{
		"List[].Name":                           `["b","a"]`,
		"List[0]":                               `{"Name":"b","Age":2,"In":{"z":1,"a":"2"}}`,
		"List[].{Zoo: Name, Ape: Age}":          `[{"Zoo":"b","Ape":2},{"Zoo":"a","Ape":1.5}]`,
		"List[].[Age, Name]":                    `[[2,"b"],[1.5,"a"]]`,
		"Map.*":                                 `[1,2,3]`,
		"keys(Map)":                             `["z","y","a"]`,
		"values(Map)":                           `[1,2,3]`,
		"No.*":                                  `null`,
		"length(List)":                          `2`,
		"sort_by(List, &Age)[].Name":            `["a","b"]`,
		"List[?Age > `1.7`].Name | [0]":         `"b"`,
		"{Second: {Q: No, P: Map}, First: 'x'}": `{"Second":{"Q":null,"P":{"z":1,"y":2,"a":3}},"First":"x"}`,
		"join(',', List[].Name)":                `"b,a"`,
		"Nothing":                               `null`,
		"to_string(Map.z)":                      `"1"`,
	} {
		q, err := value.CompileQuery(expression)
		require.NoError(t, err, expression)
		found, err := q.Search(v)
		require.NoError(t, err, expression)
		require.Equal(t, want, text(t, found), expression)
	}
	_, err = value.CompileQuery("List[")
	require.Error(t, err)
	q, err := value.CompileQuery("abs(List)")
	require.NoError(t, err)
	_, err = q.Search(v)
	require.Error(t, err)
}
