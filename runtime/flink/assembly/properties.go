package assembly

import (
	"maps"
	"slices"
	"strings"
)

// Properties is a configuration as java.util.Properties reads it.
func Properties(all map[string]string) []byte {
	var text strings.Builder
	for _, name := range slices.Sorted(maps.Keys(all)) {
		text.WriteString(escape(name) + "=" + escape(all[name]) + "\n")
	}
	return []byte(text.String())
}

// escaped are the characters that mean something in a file of properties.
var escaped = strings.NewReplacer(
	`\`, `\\`, "\n", `\n`, "\r", `\r`, "\t", `\t`, "\f", `\f`, " ", `\ `, ":", `\:`, "=", `\=`, "#", `\#`, "!", `\!`,
)

func escape(text string) string { return escaped.Replace(text) }
