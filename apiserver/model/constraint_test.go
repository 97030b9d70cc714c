package model

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// That every constraint of the contract is held, and every wrong type told, is tested through the server.

func TestValidate_MeasuresCode(t *testing.T) {
	t.Parallel()
	op := operationNamed(t, "CreateApplication")
	in := &CreateApplicationRequest{
		ApplicationName: new("a"), RuntimeEnvironment: new(RuntimeEnvironmentFLINK_1_20), ServiceExecutionRole: new("arn:aws:a"),
		ApplicationConfiguration: &ApplicationConfiguration{ApplicationCodeConfiguration: &ApplicationCodeConfiguration{
			CodeContentType: new(CodeContentTypeZIPFILE), CodeContent: &CodeContent{ZipFileContent: make([]byte, 52428800)},
		}},
	}
	require.NoError(t, op.Validate(in))
	code := in.ApplicationConfiguration.ApplicationCodeConfiguration.CodeContent
	code.ZipFileContent = append(code.ZipFileContent, 0)
	require.ErrorContains(t, op.Validate(in), "Value '<binary>' at 'applicationConfiguration.applicationCodeConfiguration.codeContent.zipFileContent' "+
		"failed to satisfy constraint: Member must have length less than or equal to 52428800")
}

func TestValidate_CountsCharacters(t *testing.T) {
	t.Parallel()
	op := operationNamed(t, "CreateApplication")
	in := &CreateApplicationRequest{
		ApplicationName: new("a"), RuntimeEnvironment: new(RuntimeEnvironmentFLINK_1_20), ServiceExecutionRole: new("arn:aws:a"),
		ApplicationDescription: new(strings.Repeat("é", 1024)),
	}
	require.Greater(t, len(*in.ApplicationDescription), utf8.RuneCountInString(*in.ApplicationDescription))
	require.NoError(t, op.Validate(in))
	*in.ApplicationDescription += "é"
	require.ErrorContains(t, op.Validate(in), "length less than or equal to 1024 (ApplicationDescription)")
}
