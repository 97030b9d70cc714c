package flinkrest

import "context"

// JobManagerThreads tells what each thread of the JobManager does: its name and stack trace, as Java writes them.
func (c *Client) JobManagerThreads(ctx context.Context) ([]string, error) {
	var out struct {
		Threads []struct {
			Text string `json:"stringifiedThreadInfo"`
		} `json:"threadInfos"`
	}
	err := c.get(ctx, "/jobmanager/thread-dump", &out)
	var all []string
	for _, thread := range out.Threads {
		all = append(all, thread.Text)
	}
	return all, err
}
