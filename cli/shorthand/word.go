package shorthand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// first reads the first value after a sign or comma: quoted, or a word, which may be empty and may hold equals signs after its
// first character.
func (p *parser) first() string {
	if text, quoted := p.quoted(); quoted {
		return text
	}
	return p.loaded(p.word(true))
}

// second reads one of the further values between commas. It is not empty, and holds no equals sign, which would make it a pair.
func (p *parser) second() (text string, ok bool) {
	if p.is('\'') && !p.closes('\'') || p.is('"') && !p.closes('"') {
		return "", false
	}
	if text, quoted := p.quoted(); quoted {
		return text, true
	}
	word := p.word(false)
	if word == "" {
		return "", false
	}
	return p.loaded(word), true
}

// loaded is the content of a file where the value follows @= and names one.
func (p *parser) loaded(text string) string {
	if !p.loading || p.load == nil {
		return text
	}
	content, err := p.load(text)
	if err != nil {
		panic(failure{err})
	}
	return content
}

// closing finds the closing quote, from behind the opening one; -1 where there is none. One behind a backslash does not close,
// as long as another does.
func (p *parser) closing(quote byte) int {
	last := -1
	for i := p.at + 1; i < len(p.text); i++ {
		switch {
		case p.text[i] == quote:
			return i
		case p.text[i] == '\\' && i+1 < len(p.text) && p.text[i+1] == quote:
			i++
			last = i
		case p.text[i] == '\\' && i+1 < len(p.text) && p.text[i+1] == '\\':
			i++
		}
	}
	return last
}

func (p *parser) closes(quote byte) bool { return p.closing(quote) >= 0 }

// quoted reads a quoted value, if one is there. Backslashes guard quotes and backslashes.
func (p *parser) quoted() (text string, ok bool) {
	if !p.is('\'') && !p.is('"') {
		return "", false
	}
	quote := p.text[p.at]
	end := p.closing(quote)
	if end < 0 {
		p.fail("<"+map[byte]string{'\'': "singled quoted", '"': "double quoted"}[quote]+">", "<none>")
	}
	text = p.text[p.at+1 : end]
	p.at = end + 1
	guarded := strings.NewReplacer(`\\`, `\`, `\`+string(quote), string(quote))
	return p.loaded(guarded.Replace(text)), true
}

// word reads characters that mean themselves; `\,` is a comma. Space at its end does not count.
func (p *parser) word(first bool) string {
	start := p.at
	for p.at < len(p.text) {
		if strings.HasPrefix(p.text[p.at:], `\,`) {
			p.at += 2
			continue
		}
		r, size := utf8.DecodeRuneInString(p.text[p.at:])
		if !p.isWordRune(r, p.at == start, first) {
			break
		}
		p.at += size
	}
	return strings.TrimRightFunc(strings.ReplaceAll(p.text[start:p.at], `\,`, ","), unicode.IsSpace)
}

// isWordRune tells whether a character may stand in a word without quotes: at its start, or behind. Within brackets and braces a
// closing one always closes; elsewhere it may begin a word, or stand in one that is not the first.
func (p *parser) isWordRune(r rune, start, first bool) bool {
	switch {
	case r == '\'' || r == '"' || r == ',':
		return false
	case r == ']' || r == '}':
		return p.depth == 0 && (start || !first)
	case start:
		return r > ' ' && r != '=' && r != '[' && r != '{'
	case unicode.IsSpace(r):
		return true
	case r < ' ':
		return false
	default:
		return first || r != '='
	}
}
