using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Models.Processing;

/// <summary>The casts that a format adds to the stated steps, as the reference runtime adds them.</summary>
internal static class AutomaticCasts
{
    /// <summary>A tensor's steps with the casts that its format implies.</summary>
    public static IReadOnlyList<StatedStep> Around(TensorPlace place, bool isFormat04)
    {
        List<StatedStep> steps = [.. place.Steps()];
        ElementType declared = place.Tensor.Elements[0].Type;
        if (isFormat04)
        {
            if (IsCastFirst(place, declared))
            {
                steps.Insert(0, Cast(declared, place));
            }

            steps.Add(Cast(ElementType.Float32, place));
            return steps;
        }

        if (!place.IsOutput && steps is not [{ Step: ProcessingDescription.EnsureDataType }, ..])
        {
            steps.Insert(0, Cast(declared, place));
        }

        if (steps is not [.., { Step: ProcessingDescription.EnsureDataType or ProcessingDescription.Binarize }])
        {
            steps.Add(Cast(declared, place));
        }

        return steps;
    }

    /// <summary>
    /// Format 0.4: the declared type comes first, for outputs too; not where the first tensor has no steps.
    /// An output declared bool whose steps begin with a sigmoid is not cast before it: nothing would be left
    /// of it (and the reference runtime fails).
    /// </summary>
    private static bool IsCastFirst(TensorPlace place, ElementType declared)
    {
        bool isFirstWithoutSteps = place.Position == 0 && place.Tensor.Processing.IsEmpty;
        bool isSigmoidOfBool = place.IsOutput
            && declared == ElementType.Bool
            && place.Tensor.Processing is [ProcessingDescription.Sigmoid, ..];
        return !isFirstWithoutSteps && !isSigmoidOfBool;
    }

    private static StatedStep Cast(ElementType type, TensorPlace place) =>
        new(new ProcessingDescription.EnsureDataType(type), place.ToString());
}
