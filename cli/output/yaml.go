package output

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"github.com/penstock/penstock/cli/value"
)

// writeYAML writes a value with the members of objects sorted. A scalar is written as in JSON, since YAML would end it with an
// ellipsis.
func writeYAML(b *strings.Builder, v any) error {
	switch v.(type) {
	case *value.Object, []any:
	default:
		writeJSON(b, v, "")
		b.WriteByte('\n')
		return nil
	}
	e := yaml.NewEncoder(b)
	e.SetIndent(2)
	e.CompactSeqIndent()
	if err := e.Encode(yamlNode(v)); err != nil {
		return err
	}
	return e.Close()
}

// yamlNode is a value with its members sorted.
func yamlNode(v any) *yaml.Node {
	switch v := v.(type) {
	case *value.Object:
		n := &yaml.Node{Kind: yaml.MappingNode}
		for _, name := range slices.Sorted(slices.Values(v.Names())) {
			member, _ := v.Get(name)
			n.Content = append(n.Content, yamlNode(name), yamlNode(member))
		}
		return n
	case []any:
		n := &yaml.Node{Kind: yaml.SequenceNode}
		for _, e := range v {
			n.Content = append(n.Content, yamlNode(e))
		}
		return n
	case json.Number:
		tag := "!!int"
		if strings.ContainsAny(v.String(), ".eE") {
			tag = "!!float"
		}
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: v.String()}
	case bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: map[bool]string{true: "true", false: "false"}[v]}
	case string:
		n := &yaml.Node{}
		n.SetString(v)
		if !strings.Contains(v, "\n") && needsQuotes(v) {
			n.Style = yaml.SingleQuotedStyle
		}
		return n
	default:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"}
	}
}

// needsQuotes tells whether a text would be something else without quotes, such as a number, and can stand in single ones.
func needsQuotes(s string) bool {
	text, err := yaml.Marshal(s)
	return err == nil && len(text) > 2 && text[0] == '"' && strings.IndexFunc(s, unicode.IsControl) < 0 && !strings.Contains(string(text), `\u`)
}
