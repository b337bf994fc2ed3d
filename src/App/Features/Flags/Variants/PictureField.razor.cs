using ExperimentAdmin.Core.Flags.Features.Domain;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ExperimentAdmin.App.Features.Flags.Variants;

/// <summary>A picture to choose from the disk. It is read at once, and kept by whoever asked for it.</summary>
public sealed partial class PictureField
{
    private readonly string _id = $"picture-{Guid.NewGuid():N}";
    private bool _busy;

    /// <summary>The file that was chosen, or null.</summary>
    [Parameter]
    public PictureFile? Chosen { get; set; }

    [Parameter]
    public string? Error { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<PictureFile> OnChoose { get; set; }

    // What says which field it is, and what is wrong with it; its id is ours.
    private static Dictionary<string, object> Described(IReadOnlyDictionary<string, object> attributes)
        => attributes.Where(attribute => attribute.Key.StartsWith("aria-", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);

    private async Task ReadAsync(InputFileChangeEventArgs chosen)
    {
        var file = chosen.File;
        if (PictureRules.WhyTooLarge(file.Size) is { } refusal)
        {
            await OnChoose.InvokeAsync(new PictureFile(file.Name, default, refusal));
            return;
        }

        _busy = true;
        try
        {
            using var bytes = new MemoryStream();
            await using var stream = file.OpenReadStream(PictureRules.MaxBytes);
            await stream.CopyToAsync(bytes);
            await OnChoose.InvokeAsync(new PictureFile(file.Name, bytes.ToArray(), null));
        }
        finally
        {
            _busy = false;
        }
    }
}
