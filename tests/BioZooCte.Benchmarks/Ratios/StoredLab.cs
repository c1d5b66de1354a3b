using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

using BioZooCte.Agreement;
using BioZooCte.Consistency;
using BioZooCte.Estimation;
using BioZooCte.Images;
using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Ranking;
using BioZooCte.Results;
using BioZooCte.Sqlite;
using BioZooCte.Tests.Models;
using BioZooCte.Tests.Packages;

namespace BioZooCte.Benchmarks.Ratios;

/// <summary>Models and images, and a store with made-up results of each on each: two perturbations, one block.</summary>
internal sealed class StoredLab : IDisposable
{
    private const int Side = 16;

    private readonly PackageFolder _folder = new();
    private readonly FakeBackend _backend = new()
    {
        Sha256 = package => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(package.Id))),
    };

    private readonly ImmutableArray<(string Label, int Run)> _pairs;

    /// <summary>Makes them.</summary>
    /// <param name="models">How many models.</param>
    /// <param name="images">How many images.</param>
    /// <param name="estimator">What orders the models.</param>
    /// <param name="positions">At how many positions of an image models are compared; 0 for none.</param>
    public StoredLab(int models, int images, RankingEstimator estimator, int positions)
    {
        Options = new EstimationOptions { Estimator = estimator, AgreementSample = Math.Max(1, positions) };
        _pairs = [.. Options.Perturbations.Select(one => (one.Label, 0))];
        Models = [.. Enumerable.Range(0, models).Select(i => new FakeModel().Write(_folder, $"model{i:000}"))];
        Images =
        [
            .. Enumerable.Range(0, images).Select(i => Path.Combine(_folder.Path, $"image{i:000}.tif")),
        ];
        foreach (string image in Images)
        {
            TiffWriter.Write(image, FakeImages.BlobTensor("yx", Side, Side));
        }

        Fill(positions);
        Store = SqliteResults.Open(StorePath);
    }

    /// <summary>How models are ranked.</summary>
    public EstimationOptions Options { get; }

    /// <summary>The packages.</summary>
    public ImmutableArray<string> Models { get; }

    /// <summary>The image files.</summary>
    public ImmutableArray<string> Images { get; }

    /// <summary>The store.</summary>
    public SqliteResults Store { get; }

    private string StorePath => Path.Combine(_folder.Path, "results.sqlite");

    /// <summary>All of it, from the store.</summary>
    public ModelRanking Rank() => new TransferabilityEstimator(_backend, Options) { Store = Store }
        .RankAsync(Models, Images).GetAwaiter().GetResult();

    /// <summary>Opens each model, and takes the hash of each image.</summary>
    public IReadOnlyList<ModelLedger> ReadInputs()
    {
        ImmutableArray<ImageIdentity?> identities =
        [
            .. Images.Select(image => (ImageIdentity?)ResultsIdentity.OfImageAsync(image).GetAwaiter().GetResult()),
        ];
        List<ModelLedger> ledgers = [];
        foreach (string source in Models)
        {
            using ModelPackage package = ModelPackageReader.OpenAsync(source).GetAwaiter().GetResult();
            ModelQuestion question = QuestionOf(package, identities);
            ledgers.Add(new ModelLedger(Store, question, identities, _pairs)
            {
                Seed = Options.Seed,
                AgreementSample = Options.AgreementSample,
                ModelId = package.Id,
            });
        }

        return ledgers;
    }

    /// <summary>Asks the store for everything.</summary>
    public ImmutableArray<ModelEvidence> Query(IReadOnlyList<ModelLedger> ledgers, VoteStore votes)
    {
        ImmutableArray<ModelEvidence>.Builder evidence = ImmutableArray.CreateBuilder<ModelEvidence>();
        for (int m = 0; m < ledgers.Count; m++)
        {
            ledgers[m].FindRefusal();
            ledgers[m].Refresh();
            evidence.Add(new ModelEvidence
            {
                Source = Models[m],
                Id = Path.GetFileName(Models[m]),
                Sha256 = $"{m}",
                Images = [.. Images.Select((image, i) => ledgers[m].Find(i, image, votes)!.Value.Evidence)],
            });
        }

        return evidence.ToImmutable();
    }

    /// <summary>Ranks what was found.</summary>
    public ModelRanking Rank(ImmutableArray<ModelEvidence> evidence) => Ranker.Rank(
        evidence, Options.Metric, Options.Rules, isPartial: false, Options.Estimator, Options.Threshold, Options.Threads);

    /// <inheritdoc/>
    public void Dispose()
    {
        Store.Dispose();
        _folder.Dispose();
    }

    private ModelQuestion QuestionOf(ModelPackage package, ImmutableArray<ImageIdentity?> images) =>
        EstimationQuestion.Of(SegmentationModel.Open(package, _backend), _backend, Options, images)!;

    private void Fill(int positions)
    {
        using StoreConnection file = StoreConnection.Open(StorePath, mayCreate: true);
        Random random = new(1);
        ImageIdentity[] identities =
            [.. Images.Select(image => ResultsIdentity.OfImageAsync(image).GetAwaiter().GetResult())];
        file.Change(() =>
        {
            long[] images = [.. identities.Select(image => StoreRows.Add(file, image))];
            foreach (string source in Models)
            {
                using ModelPackage package = ModelPackageReader.OpenAsync(source).GetAwaiter().GetResult();
                long question = StoreRows.Add(file, QuestionOf(package, [.. identities]));
                double skill = random.NextDouble();
                for (int i = 0; i < images.Length; i++)
                {
                    byte[] votes = VotesCodec.Encode(VotesOf(identities[i].Name, positions, skill, random));
                    StoreRows.Add(file, question, images[i], new StoredSample(votes, false, 0.01), "2026-01-01T00:00:00Z");
                    foreach ((string label, int run) in _pairs)
                    {
                        PairCounts counts = CountsOf(skill, random);
                        StoredPair pair = new(label, run, counts, CountsCodec.Encode([counts], []), 0.01);
                        StoreRows.Add(file, question, images[i], pair, "2026-01-01T00:00:00Z");
                    }
                }
            }

            return true;
        });
    }

    private static PairCounts CountsOf(double skill, Random random)
    {
        int foreground = 40 + random.Next(80);
        return new PairCounts
        {
            Pixels = Side * Side,
            Unperturbed = foreground,
            Perturbed = foreground,
            Intersection = (long)(foreground * (0.6 + (0.3 * skill) + (0.1 * random.NextDouble()))),
            Differs = true,
        };
    }

    private VoteSheet? VotesOf(string image, int positions, double skill, Random random)
    {
        if (positions == 0)
        {
            return null;
        }

        VoteSheet sheet = new(new VotePositions(Options.Seed, image, [(0, 0)], Side, Side, positions));
        byte[] votes = new byte[positions];
        for (int i = 0; i < votes.Length; i++)
        {
            bool isForeground = i % 3 == 0 == random.NextDouble() < 0.6 + (0.35 * skill);
            votes[i] = (byte)(isForeground ? 200 : 50);
        }

        sheet.Write(0, votes);
        return sheet;
    }
}
