package cluster

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// translate makes an answer of the JobManager one of the cluster's: state is where it lies, whatever its JVMs call that; and Flink's own
// pages ask anew at their usual pace, since they would look as often as answers are fresh.
func (s *server) translate(r *http.Response) error {
	calm := r.Request.URL.Path == "/config" && r.StatusCode == http.StatusOK
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	sealed := s.keeper.seals != nil && err == nil && kind == "application/json"
	if !calm && !sealed {
		return nil
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return fmt.Errorf("read %s: %w", r.Request.URL.Path, err)
	}
	body = s.keeper.seals.told(body)
	if calm {
		if body, err = unhurried(body); err != nil {
			return err
		}
	}
	err = r.Body.Close()
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	r.Header.Set("Content-Length", strconv.Itoa(len(body)))
	return err
}

func unhurried(config []byte) ([]byte, error) {
	var all map[string]any
	if err := json.Unmarshal(config, &all); err != nil {
		return nil, fmt.Errorf("read /config: %w", err)
	}
	all["refresh-interval"] = shownRefresh
	body, err := json.Marshal(all)
	if err != nil {
		return nil, fmt.Errorf("write /config: %w", err)
	}
	return body, nil
}

// mostAsked bounds a request that asks for a savepoint, in bytes.
const mostAsked = 1 << 20

// targetDirectories are the members of requests that say where a savepoint is to be made: /stop spells it otherwise than /savepoints.
var targetDirectories = [...]string{"targetDirectory", "target-directory"}

// seal has a savepoint be encrypted that a request asks for.
func (s *seals) seal(r *http.Request) error {
	if s == nil {
		return nil
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, mostAsked))
	if err != nil {
		return fmt.Errorf("read the request: %w", err)
	}
	if len(bytes.TrimSpace(body)) > 0 {
		asked := map[string]any{}
		if err := json.Unmarshal(body, &asked); err != nil {
			return fmt.Errorf("The request is not JSON: %w", err) //nolint:staticcheck // a sentence for people
		}
		for _, member := range targetDirectories {
			if uri, ok := asked[member].(string); ok && !strings.HasPrefix(uri, sealedScheme) {
				asked[member] = s.uri(uri)
			}
		}
		if body, err = json.Marshal(asked); err != nil {
			return fmt.Errorf("write the request: %w", err)
		}
	}
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	r.Header.Set("Content-Length", strconv.Itoa(len(body)))
	return nil
}
