using System.Text.Json;

using BioZooCte.Errors;
using BioZooCte.Tensors;

namespace BioZooCte.Tests.Models.Processing;

[TestClass]
public sealed class ProcessingGoldenTests
{
    [TestMethod]
    public async Task Apply_EveryCaseWithAResult_GivesIt()
    {
        List<string> failures = [];
        int held = 0;
        foreach (ProcessingCase c in ProcessingCase.All().Where(c => c.HoldTo is not ("error" or "none")))
        {
            SortedDictionary<int, Dictionary<string, AxisTensor>> expected = c.Expected();
            CaseRun run = await CaseRun.SetUpAsync(c);
            foreach ((int sample, Dictionary<string, AxisTensor> tensors) in expected)
            {
                foreach ((string id, AxisTensor tensor) in tensors)
                {
                    CaseTensor found = run.Tensors.Single(t => t.Sample == sample && t.Id == id);
                    held++;
                    if (Difference(found.Apply(), tensor, c) is string difference)
                    {
                        failures.Add($"{c.Name}, sample {sample}, {id}: {difference}");
                    }
                }
            }
        }

        Assert.IsEmpty(failures, string.Join('\n', failures));
        Assert.AreNotEqual(0, held);
    }

    [TestMethod]
    public async Task Apply_EveryCaseWithAResult_GivesTheSameInParts()
    {
        List<string> failures = [];
        foreach (ProcessingCase c in ProcessingCase.All().Where(c => c.HoldTo is not ("error" or "none")))
        {
            CaseRun run = await CaseRun.SetUpAsync(c);
            foreach (CaseTensor t in run.Tensors)
            {
                AxisTensor whole = t.Apply();
                foreach (TensorRegion region in Parts(t))
                {
                    AxisTensor part = t.Processing.Apply(ArraySource.Cut(t.Tensor, region), region, t.Statistics);
                    if (!part.Bytes.SequenceEqual(ArraySource.Cut(whole, region).Bytes))
                    {
                        failures.Add($"{c.Name}, {t.Id}: {region}");
                    }
                }
            }
        }

        Assert.IsEmpty(failures, string.Join('\n', failures));
    }

    [TestMethod]
    public async Task ApplyBeforeFinalCast_EveryCaseWithAResult_IsFloatingPointAndTheCastGivesTheRest()
    {
        List<string> failures = [];
        foreach (ProcessingCase c in ProcessingCase.All().Where(c => c.HoldTo is not ("error" or "none")))
        {
            CaseRun run = await CaseRun.SetUpAsync(c);
            foreach (CaseTensor t in run.Tensors)
            {
                AxisTensor before = t.Processing.ApplyBeforeFinalCast(
                    t.Tensor, TensorRegion.All(t.Tensor.Shape), t.Statistics);
                Assert.AreEqual(t.Processing.TypeBeforeFinalCast(t.Tensor.ElementType), before.ElementType, c.Name);
                AxisTensor after = t.Processing.ApplyFinalCast(before);
                AxisTensor whole = t.Apply();
                bool isFloat = before.ElementType.IsFloatingPoint() || !t.Processing.EndsInIntegerCast;
                if (!isFloat || after.ElementType != whole.ElementType || !after.Bytes.SequenceEqual(whole.Bytes))
                {
                    failures.Add($"{c.Name}, {t.Id}: {before.ElementType}");
                }
            }
        }

        Assert.IsEmpty(failures, string.Join('\n', failures));
    }

    /// <summary>What is refused when the description is read is the RDF reader's to refuse.</summary>
    [TestMethod]
    public async Task SetUp_EveryCaseThatIsAnErrorThen_NamesTheStep()
    {
        List<string> failures = [];
        foreach (ProcessingCase c in ProcessingCase.All().Where(
            c => c.HoldTo == "error" && c.ErrorStage is "setup" or "run"))
        {
            string step = c.Json.GetProperty("tensors").EnumerateArray()
                .SelectMany(t => t.GetProperty("processing").EnumerateArray())
                .Select(s => s.TryGetProperty("id", out JsonElement id) ? id : s.GetProperty("name"))
                .Single().GetString()!;
            string message = await MessageAsync(c);
            if (!message.Contains($"processing[0].{step}", StringComparison.Ordinal))
            {
                failures.Add($"{c.Name}: '{message}'");
            }
        }

        Assert.IsEmpty(failures, string.Join('\n', failures));
    }

    [TestMethod]
    public async Task Apply_EveryCaseHeldToNothing_GivesAResultOrADocumentedError()
    {
        foreach (ProcessingCase c in ProcessingCase.All().Where(c => c.HoldTo == "none"))
        {
            await MessageAsync(c);
        }
    }

    private static async Task<string> MessageAsync(ProcessingCase c)
    {
        try
        {
            CaseRun run = await CaseRun.SetUpAsync(c);
            run.Tensors.ForEach(t => t.Apply());
            return "";
        }
        catch (BioZooCteException error)
        {
            return error.Message;
        }
    }

    /// <summary>Every axis that may be cut, cut in three uneven parts.</summary>
    private static IEnumerable<TensorRegion> Parts(CaseTensor t)
    {
        IEnumerable<TensorRegion> parts = [TensorRegion.All(t.Tensor.Shape)];
        foreach (TensorAxis axis in t.Tensor.Shape.Where(a => !t.Processing.AxesKeptWhole.Contains(a.Id)))
        {
            int first = axis.Size / 4;
            int second = axis.Size / 3;
            AxisRange[] ranges =
                [new(0, first), new(first, second), new(first + second, axis.Size - first - second)];
            parts = [.. parts.SelectMany(p => ranges.Where(r => r.Length > 0).Select(r => p.With(axis.Id, r)))];
        }

        return parts;
    }

    private static string? Difference(AxisTensor actual, AxisTensor expected, ProcessingCase c)
    {
        if (actual.ElementType != expected.ElementType || !actual.Shape.Equals(expected.Shape))
        {
            return $"{actual.ElementType} {actual.Shape}; expected {expected.ElementType} {expected.Shape}";
        }

        ReadOnlySpan<double> a = ElementConverter.Cast(actual, ElementType.Float64).AsSpan<double>();
        ReadOnlySpan<double> e = ElementConverter.Cast(expected, ElementType.Float64).AsSpan<double>();
        for (int i = 0; i < a.Length; i++)
        {
            bool isEqual = a[i].Equals(e[i]) || Math.Abs(a[i] - e[i]) <= c.Absolute + (c.Relative * Math.Abs(e[i]));
            if (!isEqual)
            {
                return $"element {i} is {a[i]}; expected {e[i]}";
            }
        }

        return null;
    }
}
