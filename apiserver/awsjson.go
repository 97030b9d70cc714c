package apiserver

import (
	"encoding/json"
	"net/http"
	"strings"

	"github.com/penstock/penstock/apiserver/model"
)

const (
	targetPrefix   = "KinesisAnalytics_20180523."
	awsContentType = "application/x-amz-json-1.1"
)

// byTarget finds an operation by its name.
var byTarget = func() map[string]*model.Operation {
	m := make(map[string]*model.Operation, len(model.Operations))
	for _, op := range model.Operations {
		if !op.Own {
			m[op.Name] = op
		}
	}
	return m
}()

// awsJSON serves AWS JSON 1.1, where a header names the operation and the body has all members.
func (s *server) awsJSON(w http.ResponseWriter, r *http.Request) {
	s.serve(w, r, noOperation, protocol{decode: decodeAWS, contentType: awsContentType, writeError: writeAWSError})
}

func decodeAWS(x *exchange, body []byte) (any, error) {
	target := x.Header.Get("X-Amz-Target")
	name, ok := strings.CutPrefix(target, targetPrefix)
	op := byTarget[name]
	if !ok || op == nil {
		return nil, unknownOperation("The header X-Amz-Target names no operation: %q", target)
	}
	x.operation = op
	return op.Decode(body)
}

// awsError is an error on the wire. Clients read message in either case.
type awsError struct {
	Type                  string   `json:"__type"`
	Message               string   `json:"message"`
	CapitalMessage        string   `json:"Message"`
	RawInputRecords       []string `json:"RawInputRecords,omitzero"`
	ProcessedInputRecords []string `json:"ProcessedInputRecords,omitzero"`
}

func writeAWSError(w http.ResponseWriter, _ string, f failure) {
	body, err := json.Marshal(awsError{string(f.code), f.message, f.message, f.rawRecords, f.processedRecords})
	if err != nil {
		panic("apiserver: an error that cannot be written: " + err.Error()) // strings always can
	}
	write(w, f.status, awsContentType, body)
}
