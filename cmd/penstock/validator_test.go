package main

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver"
	"github.com/penstock/penstock/lifecycle"
	"github.com/penstock/penstock/lifecycle/fault"
	"github.com/penstock/penstock/runtime/driver"
	"github.com/penstock/penstock/runtime/embedded/sql/script"
	"github.com/penstock/penstock/runtime/embeddedengine"
)

func TestValidator(t *testing.T) {
	t.Parallel()
	broken := &script.Error{File: "script.sql", Line: 2, Column: 3, Message: "m"}
	jar := &bytes.Buffer{}
	z := zip.NewWriter(jar)
	_, err := z.Create("META-INF/MANIFEST.MF")
	require.NoError(t, err)
	require.NoError(t, z.Close())

	cases := []struct {
		name, runtime string
		kind          lifecycle.CodeContentType
		content       string
		found, want   error
	}{
		{"a script that is right", "FLINK-1_20", lifecycle.CodePlainText, "x", nil, nil},
		{"a script that is wrong", "FLINK-1_20", lifecycle.CodePlainText, "x", broken, fault.CodeValidation("line 2, column 3: m")},
		{"a JAR", "FLINK-1_20", lifecycle.CodeZipFile, jar.String(), broken, apiserver.ErrNoEngine},
		{"nobody's runtime", "SQL-1_0", lifecycle.CodePlainText, "x", broken, apiserver.ErrNoEngine},
		{"a failure of the check", "FLINK-1_20", lifecycle.CodePlainText, "x", io.ErrUnexpectedEOF, io.ErrUnexpectedEOF},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			v := validator{[]driver.Engine{embeddedengine.New(func([]script.File, map[string]map[string]string) error { return c.found }, "")}}
			err := v.ValidateCode(t.Context(), c.runtime, apiserver.CodeSource{
				ContentType: c.kind, Size: int64(len(c.content)),
				Open: func(context.Context) (io.ReadCloser, error) {
					return io.NopCloser(bytes.NewBufferString(c.content)), nil
				},
			}, nil)
			if known, ok := fault.As(c.want); ok {
				got, ok := fault.As(err)
				require.True(t, ok, "%v", err)
				require.Equal(t, known.Kind, got.Kind)
				require.Equal(t, known.Message, got.Message)
				return
			}
			require.ErrorIs(t, err, c.want)
		})
	}
}
