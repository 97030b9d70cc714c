// Package autoscale decides when a running job gets another parallelism, by the rules of the service: processor time over 75 % of
// what is granted for 15 minutes doubles it, under 10 % for 6 hours halves it. It is pure: readings in, a decision out.
//
//	reading ─► utilization of the time since the reading before ─► windows ─► none, up or down
//
// A KPU grants one core, and a job of parallelism P has ceil(P / ParallelismPerKPU) of them. The service counts the minutes whose
// highest value is high, 15 in a row, or low, 360 in a row. So a time is high as long as no minute passes without a high reading, and
// low until the first reading that is not.
//
// Readings are sums, and differences of sums are exact however far apart they are. A control plane that takes over from another thus
// needs to know nothing but the newest reading that was kept, and since when it had been high or low: the time that nobody looked
// counts with its mean.
//
// Every change of the job begins both windows anew, which is the pause between two changes. A change that failed is tried again after a
// pause that grows.
package autoscale
