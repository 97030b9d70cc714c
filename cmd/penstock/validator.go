package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/runtime/driver"
)

// validator lets the API have code checked by the engines that would run it.
type validator struct{ engines []driver.Engine }

var _ apiserver.CodeValidator = validator{}

// ValidateCode has the first engine that takes the code compile it.
func (v validator) ValidateCode(ctx context.Context, runtime string, code apiserver.CodeSource, properties map[string]map[string]string) error {
	kind := driver.CodeKind(code.ContentType)
	reason := "This server has no engine that runs " + string(kind) + " code with " + runtime + "."
	for _, engine := range v.engines {
		if !engine.Takes(runtime, kind) {
			continue
		}
		err := engine.Validate(ctx, runtime, driver.Code{Kind: kind, Size: code.Size, Open: code.Open}, properties)
		var wrong *driver.CodeError
		switch {
		case errors.Is(err, driver.ErrOtherEngine):
			reason = err.Error()
			continue
		case errors.As(err, &wrong):
			return fault.CodeValidation("%s", wrong.Error())
		case err != nil:
			return fmt.Errorf("check code with engine %s: %w", engine.Name(), err)
		}
		return nil
	}
	return fault.Unsupported("%s", reason).Because(apiserver.ErrNoEngine)
}
