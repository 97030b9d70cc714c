package connector

import "github.com/penstock/penstock/runtime/embedded/option"

// WatermarkOptions reads the options of watermarks that Flink knows for every source. They change nothing here, as they change nothing for
// Flink's own file systems: a watermark holds for each row at once, which is what 'on-event' asks for, and tasks take what is behind first.
func WatermarkOptions(r *option.Reader) {
	r.OneOf("scan.watermark.emit.strategy", "on-periodic", "on-periodic", "on-event")
	r.Int("scan.watermark.emit.on-event.gap", 1, 1)
	r.Duration("scan.watermark.idle-timeout", 0)
	r.String("scan.watermark.alignment.group", "")
	r.Duration("scan.watermark.alignment.max-drift", 0)
	r.Duration("scan.watermark.alignment.update-interval", 0)
}
