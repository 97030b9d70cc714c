package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"

	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// request is a signed request: signing costs the client as much as verifying costs the server, so it is done before time is taken.
type request struct {
	header http.Header
	body   []byte
}

func (s *server) sign(ctx context.Context, operation string, members map[string]any) (request, error) {
	body, err := json.Marshal(members)
	if err != nil {
		return request{}, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.endpoint, bytes.NewReader(body))
	if err != nil {
		return request{}, err
	}
	r.Header.Set("Content-Type", "application/x-amz-json-1.1")
	r.Header.Set("X-Amz-Target", "KinesisAnalytics_20180523."+operation)
	hash := sha256.Sum256(body)
	err = v4.NewSigner().SignHTTP(ctx, s.credentials, r, hex.EncodeToString(hash[:]), "kinesisanalytics", "us-east-1", time.Now())
	return request{r.Header, body}, err
}

func name(i int) string { return fmt.Sprintf("orders-%06d", i) }

// script is what an application of a small pipeline has.
func script(i int) string {
	return fmt.Sprintf(`-- pipeline %d
CREATE TABLE orders (id BIGINT, customer STRING, amount DECIMAL(10, 2), ordered TIMESTAMP(3), WATERMARK FOR ordered AS ordered - INTERVAL '5' SECOND)
WITH ('connector' = 'datagen');
CREATE TABLE totals (customer STRING, window_end TIMESTAMP(3), total DECIMAL(38, 2)) WITH ('connector' = 'blackhole');
INSERT INTO totals SELECT customer, window_end, SUM(amount)
FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ordered), INTERVAL '1' MINUTE)) GROUP BY customer, window_start, window_end;`, i)
}

// create makes the applications from (included) to (excluded).
func (s *server) create(ctx context.Context, o options, from, to int) (load, error) {
	requests := make([]request, 0, to-from)
	for i := from; i < to; i++ {
		r, err := s.sign(ctx, "CreateApplication", map[string]any{
			"ApplicationName": name(i), "RuntimeEnvironment": "FLINK-1_20", "ServiceExecutionRole": "arn:aws:iam::000000000000:role/bench",
			"ApplicationConfiguration": map[string]any{
				"ApplicationCodeConfiguration": map[string]any{
					"CodeContentType": "PLAINTEXT", "CodeContent": map[string]any{"TextContent": script(i)},
				},
			},
		})
		if err != nil {
			return load{}, err
		}
		requests = append(requests, r)
	}
	return s.send(ctx, o.clients, requests, 0)
}

// describe asks for applications at random.
func (s *server) describe(ctx context.Context, o options) (load, error) {
	rnd := rand.New(rand.NewPCG(1, 1))
	requests := make([]request, min(o.applications, 2000))
	for i := range requests {
		var err error
		requests[i], err = s.sign(ctx, "DescribeApplication", map[string]any{"ApplicationName": name(rnd.IntN(o.applications))})
		if err != nil {
			return load{}, err
		}
	}
	return s.send(ctx, o.clients, requests, o.duration)
}

// reportPages reads the first page and the last but one, with one client: the time is the server's own. moto_server takes no token that it did not give, so
// only its first page is read.
func (s *server) reportPages(ctx context.Context, o options, stored int) error {
	pages := map[string]map[string]any{"first page": {"Limit": 50}}
	if s.name == "penstock" {
		pages["last page"] = map[string]any{"Limit": 50, "NextToken": name(stored - 51)}
	}
	for _, which := range []string{"first page", "last page"} {
		members, ok := pages[which]
		if !ok {
			continue
		}
		r, err := s.sign(ctx, "ListApplications", members)
		if err != nil {
			return err
		}
		listed, err := s.send(ctx, 1, []request{r}, o.duration/5)
		if err != nil {
			return err
		}
		listed.report(fmt.Sprintf("ListApplications of %d, %s of 50", stored, which))
	}
	return nil
}
