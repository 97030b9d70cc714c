package apiserver_test

import (
	"fmt"
	"net/http"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/penstock/penstock/apiserver/client"
	"github.com/penstock/penstock/apiserver/model"
)

// TestServer_TellsEachOfAThousandClientsItsOwn has as many clients at once, each with an application, a connection and texts of
// its own, and looks for what is another's in every answer.
func TestServer_TellsEachOfAThousandClientsItsOwn(t *testing.T) {
	t.Parallel()
	const clients = 1000
	f := newFixture(t)
	// Nobody begins before all are connected.
	var connected, ended sync.WaitGroup
	connected.Add(clients)
	errs := make([]error, clients)
	for i := range clients {
		ended.Go(func() {
			c, err := client.New(client.Config{
				Endpoint: f.server.URL, Region: region, AccessKeyID: "AKIDOWNER", SecretAccessKey: keys["AKIDOWNER"].Secret,
				HTTPClient: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 1}},
			})
			connected.Done()
			connected.Wait()
			if err == nil {
				err = liveAlone(t, c, fmt.Sprintf("orders-of-client-%d", i))
			}
			errs[i] = err
		})
	}
	ended.Wait()
	for i, err := range errs {
		require.NoError(t, err, "client %d", i)
	}
}

// liveAlone does what a client does with its own application, and wants to hear of that one only.
func liveAlone(t *testing.T, c *client.Client, name string) error {
	own := func(what string, got, want any) error {
		if got != want {
			return fmt.Errorf("%s of %s: got %v, want %v", what, name, got, want)
		}
		return nil
	}
	in := newApplication(name)
	in.ApplicationDescription = new("made for " + name)
	in.Tags = []model.Tag{{Key: new("owner"), Value: &name}}
	created, err := c.CreateApplication(t.Context(), in)
	if err != nil {
		return err
	}
	if err := own("name created", *created.ApplicationDetail.ApplicationName, name); err != nil {
		return err
	}
	for range 3 {
		described, err := c.DescribeApplication(t.Context(), &model.DescribeApplicationRequest{ApplicationName: &name})
		if err != nil {
			return err
		}
		if err := own("description", *described.ApplicationDetail.ApplicationDescription, "made for "+name); err != nil {
			return err
		}
		tags, err := c.ListTagsForResource(t.Context(), &model.ListTagsForResourceRequest{ResourceARN: created.ApplicationDetail.ApplicationARN})
		if err != nil {
			return err
		}
		if err := own("owner", *tags.Tags[0].Value, name); err != nil {
			return err
		}
		_, err = c.DescribeApplication(t.Context(), &model.DescribeApplicationRequest{ApplicationName: new(name + "-not")})
		if err == nil {
			return fmt.Errorf("%s-not is described", name)
		}
		if err := own("message", err.Error(), "DescribeApplication: ResourceNotFoundException: application "+name+"-not does not exist"); err != nil {
			return err
		}
	}
	return nil
}
