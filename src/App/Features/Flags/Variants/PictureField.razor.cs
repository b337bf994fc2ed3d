using ExperimentAdmin.Core.Flags.Features.Domain;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ExperimentAdmin.App.Features.Flags.Variants;

/// <summary>A picture to choose from the disk. It is read at once, by pieces, and whoever asked for it waits for it when they need it.</summary>
public sealed partial class PictureField
{
    private readonly string _id = $"picture-{Guid.NewGuid():N}";
    private PictureFile? _chosen;
    private Task<PictureFile>? _reading;

    [Parameter]
    public string? Error { get; set; }

    /// <summary>A file was chosen, and is on its way.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<Task<PictureFile>> OnChoose { get; set; }

    // What says which field it is, and what is wrong with it; its id is ours.
    private static Dictionary<string, object> Described(IReadOnlyDictionary<string, object> attributes)
        => attributes.Where(attribute => attribute.Key.StartsWith("aria-", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);

    private async Task ChooseAsync(InputFileChangeEventArgs chosen)
    {
        var reading = _reading = ReadAsync(chosen.File);
        await OnChoose.InvokeAsync(reading);
        var file = await reading;
        if (_reading == reading)
        {
            (_chosen, _reading) = (file, null); // Not where another one was chosen meanwhile.
        }
    }

    private static async Task<PictureFile> ReadAsync(IBrowserFile file)
    {
        if (PictureRules.WhyTooLarge(file.Size) is { } refusal)
        {
            return new PictureFile(file.Name, default, refusal);
        }

        using var bytes = new MemoryStream();
        await using var stream = file.OpenReadStream(PictureRules.MaxBytes);
        await stream.CopyToAsync(bytes);
        return new PictureFile(file.Name, bytes.ToArray(), null);
    }
}
