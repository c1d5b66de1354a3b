using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace BioZooCte.Bridge.Hosting;

/// <summary>
/// The bridge's measurements in the text format that Prometheus reads (exposition format 0.0.4): counters as totals,
/// gauges as they are, histograms as sum and count.
/// </summary>
internal sealed class PrometheusText : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(Instrument Instrument, string Labels), (double Sum, long Count)> _values = new();

    /// <summary>Listens to meters.</summary>
    public PrometheusText(params Meter[] meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (meters.Contains(instrument.Meter))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>All measurements.</summary>
    public string Write()
    {
        _listener.RecordObservableInstruments();
        StringBuilder text = new();
        foreach (IGrouping<Instrument, KeyValuePair<(Instrument Instrument, string Labels), (double Sum, long Count)>> metric
            in _values.GroupBy(value => value.Key.Instrument).OrderBy(group => group.Key.Name, StringComparer.Ordinal))
        {
            string name = NameOf(metric.Key);
            bool isHistogram = metric.Key is Histogram<double>;
            text.Append("# HELP ").Append(name).Append(' ').Append(metric.Key.Description).Append('\n')
                .Append("# TYPE ").Append(name).Append(' ').Append(TypeOf(metric.Key)).Append('\n');
            foreach (((_, string labels), (double sum, long count)) in metric.OrderBy(value => value.Key.Labels, StringComparer.Ordinal))
            {
                Line(text, isHistogram ? $"{name}_sum" : name, labels, sum);
                if (isHistogram)
                {
                    Line(text, $"{name}_count", labels, count);
                }
            }
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private static void Line(StringBuilder text, string name, string labels, double value) =>
        text.Append(CultureInfo.InvariantCulture, $"{name}{labels} {value}\n");

    private static bool IsGauge(Instrument instrument) => instrument is ObservableGauge<int> or ObservableGauge<long>;

    private static string TypeOf(Instrument instrument) =>
        IsGauge(instrument) ? "gauge" : instrument is Histogram<double> ? "summary" : "counter";

    private static string NameOf(Instrument instrument)
    {
        string unit = instrument.Unit switch { "By" => "_bytes", "s" => "_seconds", _ => "" };
        string name = instrument.Name.Replace('.', '_') + unit;
        return TypeOf(instrument) == "counter" ? $"{name}_total" : name;
    }

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        List<string> labels = [];
        foreach ((string key, object? tag) in tags)
        {
            labels.Add($"{key}=\"{tag}\"");
        }

        string all = labels.Count == 0 ? "" : $"{{{string.Join(',', labels)}}}";
        _values.AddOrUpdate(
            (instrument, all),
            (value, 1),
            (_, known) => IsGauge(instrument) ? (value, 1) : (known.Sum + value, known.Count + 1));
    }
}
