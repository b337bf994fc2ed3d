using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Flags.Features.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Shared;

/// <summary>The picture of a variant, small and whole.</summary>
public sealed partial class VariantThumb
{
    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required VariantPictureLink Picture { get; set; }

    /// <summary>The variant's key.</summary>
    [Parameter, EditorRequired]
    public required string Key { get; set; }

    /// <summary>What is written about the variant.</summary>
    [Parameter]
    public string Description { get; set; } = string.Empty;

    /// <summary>Its sides, in pixels.</summary>
    [Parameter]
    public int Size { get; set; } = 40;

    private string Alt => Description.Length == 0 ? $"Picture of {Key}" : $"Picture of {Key}: {Description}";
}
