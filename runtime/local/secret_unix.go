//go:build unix

package local

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"syscall"
	"time"

	"github.com/penstock/penstock/runtime/driver"
)

// SecretVariable is the number of the descriptor, in the environment of a cluster's process, on which it is given its secret. It reads
// all of it and closes it. A control plane that dies meanwhile closes its end, which the process notices.
const SecretVariable = "PENSTOCK_CLUSTER_SECRET_FD"

// secretDescriptor is the number of that descriptor: the first after the standard ones is the lock.
const secretDescriptor = 4

// InheritedSecret is what the process was started with to read its secret from; nil where it is given none. It is asked for once.
func InheritedSecret() (*os.File, error) {
	number := os.Getenv(SecretVariable)
	if number == "" {
		return nil, nil
	}
	if err := os.Unsetenv(SecretVariable); err != nil {
		return nil, fmt.Errorf("forget %s: %w", SecretVariable, err)
	}
	descriptor, err := strconv.ParseUint(number, 10, 16)
	if err != nil {
		return nil, fmt.Errorf("%s is not the number of a descriptor: %w", SecretVariable, err)
	}
	syscall.CloseOnExec(int(descriptor))
	return os.NewFile(uintptr(descriptor), "secret"), nil
}

// giveSecret writes a secret into the pipe of a process that was just started, and closes it. A process that has ended already, which
// whoever asks for it is told, is no error.
func giveSecret(ctx context.Context, to *os.File, secret driver.Secret) error {
	stop := context.AfterFunc(ctx, func() { _ = to.SetWriteDeadline(time.Unix(1, 0)) })
	defer stop()
	_, err := to.Write(secret.Bytes())
	if errors.Is(err, os.ErrDeadlineExceeded) && ctx.Err() != nil {
		err = ctx.Err()
	}
	if errors.Is(err, syscall.EPIPE) {
		err = nil
	}
	if err := errors.Join(err, to.Close()); err != nil {
		return fmt.Errorf("hand over the secret of the cluster: %w", err)
	}
	return nil
}
