using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Wizard;

/// <summary>Says so when the same wizard is open in several tabs of this browser.</summary>
public sealed partial class OtherTabs : IAsyncDisposable
{
    private readonly string _id = ElementIds.New("tabs");

    /// <summary>Which wizard.</summary>
    [Parameter, EditorRequired]
    public required string DraftId { get; set; }

    [Inject]
    public required ScriptOf<OtherTabs> Script { get; init; }

    public async ValueTask DisposeAsync() => await Script.CallAsync("leave", _id);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await Script.CallAsync("join", _id, DraftId);
        }
    }
}
