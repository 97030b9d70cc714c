package kubernetes

import (
	"errors"
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// What the API server says is told with what to do, by whatever status a policy refuses.
func TestTold(t *testing.T) {
	t.Parallel()
	forbidden := func(why string) error {
		return apierrors.NewForbidden(schema.GroupResource{Resource: "pods"}, "ps-1", errors.New(why))
	}
	says := func(code int, reason metav1.StatusReason, message string) error {
		return &apierrors.StatusError{ErrStatus: metav1.Status{Code: int32(code), Reason: reason, Message: message}}
	}
	for want, err := range map[string]error{
		"Raise its ResourceQuota": forbidden("exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1"),
		"Compare its LimitRange":  forbidden("maximum memory usage per Container is 1Gi, but limit is 4Gi"),
		"Ask who keeps that policy, or change the template": says(http.StatusUnprocessableEntity, metav1.StatusReasonInvalid,
			"pods \"ps-1\" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no"),
		"Ask who keeps that policy": says(http.StatusBadRequest, "", "admission webhook \"w\" denied the request: limit of pods"),
		"Ask who keeps that webhook to mend it": says(http.StatusInternalServerError, metav1.StatusReasonInternalError,
			"Internal error occurred: failed calling webhook \"w\": connection refused"),
		"Make it anew once it is gone":          forbidden("unable to create new content in namespace n because it is being terminated"),
		"Give its account the rights":           forbidden("User \"u\" cannot create resource"),
		"Renew the credentials":                 apierrors.NewUnauthorized("no"),
		"Check that it runs and can be reached": &url.Error{Op: "Get", URL: "https://k", Err: errors.New("connection refused")},
		"do: etcdserver: request timed out":     errors.New("etcdserver: request timed out"),
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			told := (&Driver{}).told("do", err)
			require.ErrorContains(t, told, want)
			require.ErrorIs(t, told, err)
		})
	}
}
