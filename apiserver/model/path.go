package model

import (
	"strconv"
	"strings"
)

// path is where a value is in a request; nil is the request itself. It is built for every value and written only for
// those that are wrong.
type path struct {
	parent *path
	name   string
	index  int // from 0, of an element of a list; -1 of a member or key
}

func (p *path) member(name string) *path { return &path{parent: p, name: name, index: -1} }
func (p *path) element(i int) *path      { return &path{parent: p, index: i} }
func (p *path) key(key string) *path     { return &path{parent: p, name: key, index: -1} }

// String is the path by member names, elements counted from 0: Tags[2].Key.
func (p *path) String() string {
	var b strings.Builder
	p.write(&b)
	return b.String()
}

func (p *path) write(b *strings.Builder) {
	if p == nil {
		return
	}
	p.parent.write(b)
	if p.index >= 0 {
		b.WriteString("[" + strconv.Itoa(p.index) + "]")
		return
	}
	if p.parent != nil {
		b.WriteByte('.')
	}
	b.WriteString(p.name)
}

// pointer is the path as a JSON pointer (RFC 6901): /Tags/2/Key.
func (p *path) pointer() string {
	if p == nil {
		return ""
	}
	if p.index >= 0 {
		return p.parent.pointer() + "/" + strconv.Itoa(p.index)
	}
	return p.parent.pointer() + "/" + pointerEscape.Replace(p.name)
}

var pointerEscape = strings.NewReplacer("~", "~0", "/", "~1")

// service is the path as the service's messages write it: tags.3.member.key.
func (p *path) service() string {
	if p == nil {
		return ""
	}
	own := lowerFirst(p.name)
	if p.index >= 0 {
		own = strconv.Itoa(p.index+1) + ".member"
	}
	if p.parent == nil {
		return own
	}
	return p.parent.service() + "." + own
}

// lowerFirst writes names of members as the service does; keys of maps may begin with anything.
func lowerFirst(name string) string {
	if name == "" || name[0] < 'A' || name[0] > 'Z' {
		return name
	}
	return string(name[0]+'a'-'A') + name[1:]
}
