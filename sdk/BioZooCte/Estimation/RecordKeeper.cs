using System.Collections.Immutable;

using BioZooCte.Agreement;
using BioZooCte.Models;
using BioZooCte.Numerics;
using BioZooCte.Predictions;
using BioZooCte.Results;
using BioZooCte.Segmentation;

namespace BioZooCte.Estimation;

/// <summary>Puts what is kept of a model into the records of its images, and what they become back.</summary>
internal sealed class RecordKeeper
{
    private readonly string _modelId;
    private readonly PerturbationPlan _plan;
    private readonly ImmutableArray<ImageCandidate> _images;
    private readonly ImmutableArray<ImageRecord> _records;

    private RecordKeeper(
        string modelId,
        ModelLedger ledger,
        PerturbationPlan plan,
        ImmutableArray<ImageCandidate> images,
        ImmutableArray<ImageRecord> records)
    {
        _modelId = modelId;
        Ledger = ledger;
        _plan = plan;
        _images = images;
        _records = records;
    }

    /// <summary>What is kept.</summary>
    public ModelLedger Ledger { get; }

    /// <summary>Asks a store for a model.</summary>
    /// <param name="store">The store.</param>
    /// <param name="model">The model.</param>
    /// <param name="backend">What runs it.</param>
    /// <param name="options">How.</param>
    /// <param name="plan">The perturbations.</param>
    /// <param name="images">The images.</param>
    /// <param name="records">What becomes of each.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null where nothing of the model can be kept.</returns>
    public static async Task<RecordKeeper?> OpenAsync(
        IResultsStore store,
        SegmentationModel model,
        IModelBackend backend,
        EstimationOptions options,
        PerturbationPlan plan,
        ImmutableArray<ImageCandidate> images,
        ImmutableArray<ImageRecord> records,
        CancellationToken cancellationToken)
    {
        ImmutableArray<ImageIdentity?> identities =
            await ImageCandidate.IdentifyAsync(images, cancellationToken).ConfigureAwait(false);
        if (EstimationQuestion.Of(model, backend, options, identities) is not ModelQuestion question)
        {
            return null;
        }

        ModelLedger ledger = new(store, question, identities, [.. plan.Pairs])
        {
            Seed = options.Seed,
            AgreementSample = options.AgreementSample,
            ModelId = model.Package.Id,
            IsAsIdentified = image => images[image].IsAsIdentified(),
        };
        return new RecordKeeper(model.Package.Id, ledger, plan, images, records);
    }

    /// <summary>Takes what is kept.</summary>
    /// <param name="votes">Where votes are put; null where nobody compares the model with others.</param>
    /// <param name="threads">Images that are unpacked at the same time.</param>
    /// <exception cref="UnsupportedModelException">The model was refused before.</exception>
    public void Restore(VoteStore? votes, int threads)
    {
        if (Ledger.FindRefusal() is ImmutableArray<string> reasons)
        {
            throw new UnsupportedModelException(_modelId, reasons);
        }

        Ledger.Refresh();
        for (int first = 0; first < _records.Length; first += ModelLedger.ImagesAtATime)
        {
            int start = first;
            int count = Math.Min(ModelLedger.ImagesAtATime, _records.Length - first);
            Restore(start, votes); // with it what is unperturbed is read of all of them, which others would wait for
            ParallelLoop.For(count - 1, threads, i => Restore(start + 1 + i, votes));
        }
    }

    private void Restore(int image, VoteStore? votes)
    {
        ImageRecord record = _records[image];
        if (!record.IsDone && Ledger.Find(image, record.Source, votes) is RestoredImage known)
        {
            record.Restore(known);
        }
    }

    /// <summary>Whether what is left is claimed, so that there is nothing to do but wait.</summary>
    /// <param name="inPart">Whether a part of it is enough.</param>
    public bool IsElsewhere(bool inPart)
    {
        IEnumerable<int> left = Enumerable.Range(0, _records.Length).Where(i => !_records[i].IsDone);
        return inPart ? left.Any(Ledger.IsClaimed) : left.Any() && left.All(Ledger.IsClaimed);
    }

    /// <summary>What counts as foreground, where nothing is left to be run; else null.</summary>
    /// <param name="rule">As far as the package says.</param>
    /// <exception cref="UnsupportedModelException">The first prediction says that the values are no probabilities.</exception>
    public ForegroundRule? KnownRule(ForegroundRule rule)
    {
        for (int i = 0; i < _records.Length && rule.Values == ForegroundValues.Undetermined; i++)
        {
            if (Ledger.FindRange(i) is not ObservedRange known)
            {
                return null;
            }

            rule = known.Ends is (float, float) range ? ForegroundExtractor.Observe(_modelId, rule, range) : rule;
        }

        return _records.All(record => record.IsDone) ? rule : null;
    }

    /// <summary>Keeps the images that are measured. Called from any thread.</summary>
    public void Keep() => Keep(withFailed: false);

    /// <summary>Keeps also why images failed; when no tile runs any more, since an earlier tile's reason counts.</summary>
    public void KeepFailed() => Keep(withFailed: true);

    /// <summary>Keeps that all images fail of which nothing is known.</summary>
    public void KeepFailure(string reason)
    {
        foreach (ImageRecord record in _records.Where(record => !record.IsDone))
        {
            record.FailReading(reason);
        }

        KeepFailed();
    }

    private void Keep(bool withFailed)
    {
        for (int i = 0; i < _records.Length; i++)
        {
            ImageRecord record = _records[i];
            if (!record.TryKeep(withFailed))
            {
                continue;
            }

            // A file that was written to since it was hashed is another image.
            if (record.IsLasting && _images[i].IsAsIdentified())
            {
                Ledger.KeepImage(
                    i,
                    record.ToEvidence(_plan.Pairs),
                    hasBegun: record.Counts is not null,
                    record.ChangesResult,
                    record.SecondsOf);
            }
            else
            {
                Ledger.Release(i);
            }
        }
    }
}
