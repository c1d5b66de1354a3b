using BioZooCte.Errors;
using BioZooCte.Models;
using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Predictions;
using BioZooCte.Segmentation;
using BioZooCte.Tensors;

namespace BioZooCte.Evaluation;

/// <summary>Says what a ranking does with a model so that it runs.</summary>
internal static class RankingNote
{
    /// <summary>The note: what is done, or why the model cannot be ranked.</summary>
    public static string Of(ModelPackage package, IModelBackend backend)
    {
        try
        {
            SegmentationModel model = SegmentationModel.Open(package, backend);
            ForegroundRule rule = ForegroundDecision.Decide(
                package.Id, model.Description, model.Network, new ForegroundOptions());
            using PredictorSet predictors = PredictorSet.Open(model, [rule.OutputIndex]);
            List<string> notes = [];
            if (model.ReopensSize)
            {
                notes.Add("size re-opened");
            }

            int[] lengths = [.. predictors.Geometry.Input.Where(a => a.IsCut && a.Lengths.IsFixed).Select(a => a.Lengths.Min)];
            if (lengths.Length > 0)
            {
                notes.Add($"tiled at {string.Join(" x ", lengths.Distinct())}");
            }

            ElementType declared = model.Description.Inputs[model.ImageInput].Elements[0].Type;
            if (model.Network.Inputs[model.ImageInput].ElementType != declared
                && model.Network.Inputs[model.ImageInput].ElementType != ProcessedType(model))
            {
                notes.Add("cast");
            }

            return notes.Count == 0 ? "runs" : string.Join(", ", notes);
        }
        catch (BioZooCteException e)
        {
            return $"not ranked: {e.Message}";
        }
    }

    /// <summary>The type that preprocessing gives: that of its last cast.</summary>
    private static ElementType ProcessedType(SegmentationModel model)
    {
        InputDescription input = model.Description.Inputs[model.ImageInput];
        return input.Processing.OfType<ProcessingDescription.EnsureDataType>().LastOrDefault()?.Type
            ?? (model.Description.IsFormat04 ? ElementType.Float32 : input.Elements[0].Type);
    }
}
