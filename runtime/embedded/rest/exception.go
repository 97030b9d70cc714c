package rest

import "net/http"

type exceptionBody struct {
	Name                 string            `json:"exceptionName"`
	StackTrace           string            `json:"stacktrace"`
	Timestamp            int64             `json:"timestamp"`
	FailureLabels        map[string]string `json:"failureLabels"`
	TaskName             *string           `json:"taskName"`
	Endpoint             *string           `json:"endpoint"`
	TaskManagerID        *string           `json:"taskManagerId"`
	ConcurrentExceptions []exceptionBody   `json:"concurrentExceptions"`
}

type exceptionHistoryBody struct {
	Entries   []exceptionBody `json:"entries"`
	Truncated bool            `json:"truncated"`
}

type exceptionsBody struct {
	RootException *string              `json:"root-exception"`
	Timestamp     *int64               `json:"timestamp"`
	AllExceptions []struct{}           `json:"all-exceptions"`
	Truncated     bool                 `json:"truncated"`
	History       exceptionHistoryBody `json:"exceptionHistory"`
}

func (s *Server) exceptions(_ *http.Request, job Job) (answer, error) {
	body := exceptionsBody{AllExceptions: []struct{}{}, History: exceptionHistoryBody{Entries: []exceptionBody{}}}
	for _, e := range job.Exceptions() {
		b := exceptionBody{
			Name: e.Name, StackTrace: e.Message, Timestamp: ms(e.At, 0),
			FailureLabels: map[string]string{}, ConcurrentExceptions: []exceptionBody{},
		}
		if e.Task != "" {
			b.TaskName = &e.Task
		}
		body.History.Entries = append(body.History.Entries, b)
	}
	if len(body.History.Entries) > 0 {
		newest := &body.History.Entries[0]
		body.RootException, body.Timestamp = &newest.StackTrace, &newest.Timestamp
	}
	return ok(body)
}
