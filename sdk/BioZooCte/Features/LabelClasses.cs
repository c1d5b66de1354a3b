namespace BioZooCte.Features;

/// <summary>What the numbers in a label image mean.</summary>
public enum LabelClasses
{
    /// <summary>Every number above 0 is an object: class 1. Label images of objects.</summary>
    Foreground,

    /// <summary>Each number is a class of its own. Label images of classes.</summary>
    Values,
}
