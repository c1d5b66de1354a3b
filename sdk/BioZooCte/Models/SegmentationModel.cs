using BioZooCte.Models.Processing;
using BioZooCte.Packages;
using BioZooCte.Packages.Description;
using BioZooCte.Tensors;

namespace BioZooCte.Models;

/// <summary>
/// A model that can be run on images: its network, with the processing before and after it. It owns nothing; the
/// package stays its opener's.
/// </summary>
internal sealed class SegmentationModel
{
    private readonly IModelBackend _backend;

    private SegmentationModel(
        ModelPackage package, IModelBackend backend, NetworkDescription network, ModelProcessing processing, int imageInput)
    {
        Package = package;
        _backend = backend;
        Network = network;
        Processing = processing;
        ImageInput = imageInput;
        ReopensSize = network.CanReopenSize && IsFixedAgainstDescription(package.Description.Inputs[imageInput], network, imageInput);
    }

    /// <summary>The package.</summary>
    public ModelPackage Package { get; }

    /// <summary>What the package states.</summary>
    public ModelDescription Description => Package.Description;

    /// <summary>The network as it lies in the package.</summary>
    public NetworkDescription Network { get; }

    /// <summary>The steps before and after the network.</summary>
    public ModelProcessing Processing { get; }

    /// <summary>The position of the input that takes the image.</summary>
    public int ImageInput { get; }

    /// <summary>Whether a size that the graph fixed, though its package does not, is opened again to run it.</summary>
    public bool ReopensSize { get; }

    /// <summary>Makes a model ready to run on images.</summary>
    /// <exception cref="UnsupportedModelException">It cannot be; with every reason.</exception>
    /// <exception cref="InvalidModelPackageException">The weights are damaged.</exception>
    public static SegmentationModel Open(ModelPackage package, IModelBackend backend)
    {
        ModelDescription description = package.Description;
        IReadOnlyList<string> reasons = ReasonsAgainst(package, backend, out int imageInput);
        if (reasons.Count > 0)
        {
            throw new UnsupportedModelException(package.Id, reasons);
        }

        NetworkDescription network = backend.Examine(package);
        if (network.Inputs.Length != description.Inputs.Length || network.Outputs.Length < description.Outputs.Length)
        {
            throw new UnsupportedModelException(
                package.Id,
                $"its network has {network.Inputs.Length} inputs and {network.Outputs.Length} outputs, "
                    + $"its RDF states {description.Inputs.Length} and {description.Outputs.Length}");
        }

        return new SegmentationModel(package, backend, network, ModelProcessing.Compile(description), imageInput);
    }

    /// <summary>Why a model cannot be run on images, as far as its package states it; no weights are looked at.</summary>
    /// <param name="package">The package.</param>
    /// <param name="backend">What would run it.</param>
    /// <param name="imageInput">The position of the input that takes the image; −1 where there is none.</param>
    public static IReadOnlyList<string> ReasonsAgainst(ModelPackage package, IModelBackend backend, out int imageInput)
    {
        List<string> reasons =
            [.. backend.ReasonsAgainst(package), .. ModelProcessing.ReasonsAgainst(package.Description)];
        imageInput = FindImageInput(package.Description, reasons);
        return reasons;
    }

    /// <summary>The inputs by position, with the image in its place; optional ones are left out.</summary>
    public IReadOnlyList<ITensorSource?> InputsFor(ITensorSource image)
    {
        ITensorSource?[] inputs = new ITensorSource?[Description.Inputs.Length];
        inputs[ImageInput] = image;
        return inputs;
    }

    /// <summary>Opens the network for one thread; the caller disposes it.</summary>
    public IModelRunner OpenRunner(int threadsPerPass = 1) =>
        _backend.Open(Package, new RunnerOptions { ThreadsPerPass = threadsPerPass, ReopenSize = ReopensSize });

    /// <summary>Opens the network for one thread, cut in two; the caller disposes it.</summary>
    /// <param name="threadsPerPass">Threads inside one pass.</param>
    /// <param name="bottleneck">The tensor to cut at; null for the bottleneck.</param>
    /// <exception cref="UnsupportedModelException">It cannot be cut; with the reason.</exception>
    public ISplitModelRunner OpenSplit(int threadsPerPass, string? bottleneck)
    {
        RunnerOptions options = new() { ThreadsPerPass = threadsPerPass, ReopenSize = ReopensSize };
        ModelSplit split = _backend.Split(Package, options, bottleneck);
        return split.Runner
            ?? throw new UnsupportedModelException(Package.Id, $"its features cannot be perturbed: {split.Reason}");
    }

    /// <summary>Opens the network for one thread, so that it gives features beside its outputs; the caller disposes it.</summary>
    /// <param name="threadsPerPass">Threads inside one pass.</param>
    /// <param name="layers">The layers' names; none for those that are found.</param>
    /// <exception cref="UnsupportedModelException">It gives none; with the reason.</exception>
    public IFeatureRunner OpenFeatures(int threadsPerPass, IReadOnlyList<string> layers) => _backend.OpenFeatures(
        Package, new RunnerOptions { ThreadsPerPass = threadsPerPass, ReopenSize = ReopensSize }, layers);

    /// <summary>The first input with rows and columns; every other one has to be optional.</summary>
    private static int FindImageInput(ModelDescription description, List<string> reasons)
    {
        int found = -1;
        for (int i = 0; i < description.Inputs.Length; i++)
        {
            InputDescription input = description.Inputs[i];
            if (found < 0 && input.IndexOfAxis(AxisIds.Y) >= 0 && input.IndexOfAxis(AxisIds.X) >= 0)
            {
                found = i;
            }
            else if (!input.IsOptional)
            {
                reasons.Add($"it needs the input '{input.Id}' beside an image");
            }
        }

        if (found < 0)
        {
            reasons.Add("none of its inputs takes an image (axes y and x)");
        }

        return found;
    }

    private static bool IsFixedAgainstDescription(InputDescription input, NetworkDescription network, int index)
    {
        int dimensions = Math.Min(input.Axes.Length, network.Inputs[index].Sizes.Length);
        for (int i = 0; i < dimensions; i++)
        {
            if (input.Axes[i].Type == AxisType.Space
                && input.Axes[i].Size is not AxisSize.Fixed
                && network.Inputs[index].Sizes[i] is not null)
            {
                return true;
            }
        }

        return false;
    }
}
