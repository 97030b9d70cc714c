package apiserver

import (
	"encoding/json"
	"net/http"
	"strings"
	"time"

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
		m[op.Name] = op
	}
	return m
}()

// noOperation stands in for the operation where none is known.
var noOperation = &model.Operation{Name: "none"}

// awsJSON serves AWS JSON 1.1. The order of checks is the service's: signature, target, JSON, constraints.
func (s *server) awsJSON(w http.ResponseWriter, r *http.Request) {
	began, requestID, op := time.Now(), newRequestID(), noOperation
	out, err := func() (any, error) {
		ctx, body, err := s.authenticate(r, requestID)
		if err != nil {
			return nil, err
		}
		target := r.Header.Get("X-Amz-Target")
		name, ok := strings.CutPrefix(target, targetPrefix)
		known := byTarget[name]
		if !ok || known == nil {
			return nil, unknownOperation("The header X-Amz-Target names no operation: %q", target)
		}
		op = known
		in, err := op.Decode(body)
		if err != nil {
			return nil, err
		}
		return s.do(ctx, op, in)
	}()
	var answer []byte
	if err == nil {
		answer, err = json.Marshal(out)
	}
	w.Header().Set("X-Amzn-Requestid", requestID)
	if err != nil {
		f := failureOf(op, err)
		s.observe(r.Context(), op, requestID, began, &f, err)
		writeAWSError(w, f)
		return
	}
	s.observe(r.Context(), op, requestID, began, nil, nil)
	write(w, http.StatusOK, awsContentType, answer)
}

// awsError is an error on the wire. Clients read message in either case.
type awsError struct {
	Type                  string   `json:"__type"`
	Message               string   `json:"message"`
	CapitalMessage        string   `json:"Message"`
	RawInputRecords       []string `json:"RawInputRecords,omitzero"`
	ProcessedInputRecords []string `json:"ProcessedInputRecords,omitzero"`
}

func writeAWSError(w http.ResponseWriter, f failure) {
	body, err := json.Marshal(awsError{string(f.code), f.message, f.message, f.rawRecords, f.processedRecords})
	if err != nil {
		panic("apiserver: an error that cannot be written: " + err.Error()) // strings always can
	}
	w.Header().Set("X-Amzn-Errortype", string(f.code))
	write(w, f.status, awsContentType, body)
}
