using BioZooCte.Cli.Progress;
using BioZooCte.Packages.Zoo;

namespace BioZooCte.Cli.Zoo;

/// <summary>How far several downloads at once are together.</summary>
/// <param name="count">How many there are.</param>
/// <param name="progress">Is told.</param>
internal sealed class DownloadsProgress(int count, IProgress<WorkProgress> progress)
{
    private readonly Lock _lock = new();
    private readonly double[] _shares = new double[count];

    /// <summary>The progress of one.</summary>
    public IProgress<ZooProgress> For(int index) => new OfOne(this, index);

    private sealed class OfOne(DownloadsProgress all, int index) : IProgress<ZooProgress>
    {
        public void Report(ZooProgress value)
        {
            WorkProgress own = ZooWords.Progress(value);
            double share;
            lock (all._lock)
            {
                all._shares[index] = Math.Max(all._shares[index], own.Share);
                share = all._shares.Average();
            }

            all.Forward(own.Label, share);
        }
    }

    private void Forward(string label, double share) => progress.Report(new WorkProgress(label, share));
}
