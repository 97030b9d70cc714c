package command

import (
	"bufio"
	"errors"
	"fmt"
	"strings"
)

// errDeclined ends a command that was not confirmed.
var errDeclined = errors.New("nothing was done")

// confirm asks before something that cannot be taken back. Where nobody can answer, --yes must have been given.
func (b *base) confirm(yes bool, question string) error {
	if yes {
		return nil
	}
	if !b.isInteractive() {
		return errors.New("this cannot be taken back and nobody is there to be asked: add --yes")
	}
	fmt.Fprintf(b.errOut, "%s [y/N] ", question)
	answer, err := bufio.NewReader(b.in).ReadString('\n')
	if err != nil && answer == "" {
		return errDeclined
	}
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes":
		return nil
	default:
		return errDeclined
	}
}
