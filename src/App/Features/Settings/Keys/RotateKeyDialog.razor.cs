using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Core.Workspace.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Keys;

/// <summary>Replaces a key, with some time to bring the new one everywhere.</summary>
public sealed partial class RotateKeyDialog
{
    private static readonly IReadOnlyList<(int Value, string Text)> s_overlaps =
        [(0, "Not at all"), (1, "For an hour"), (24, "For a day"), (7 * 24, "For a week"), (30 * 24, "For 30 days")];

    private IReadOnlyList<Error> _errors = [];
    private int _hours = 7 * 24;
    private bool _busy;

    [Parameter, EditorRequired]
    public required ProjectAccess Access { get; set; }

    [Parameter, EditorRequired]
    public int EnvironmentId { get; set; }

    [Parameter, EditorRequired]
    public required EnvironmentKeyItem Item { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<(NewKey Key, string Name, EnvironmentKeyKind Kind)> OnMade { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnCancel { get; set; }

    [Inject]
    public required RotateEnvironmentKey Rotate { get; init; }

    private async Task RotateAsync()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        var result = await Rotate.RunAsync(new(Access, EnvironmentId, Item.Id, TimeSpan.FromHours(_hours)), CancellationToken.None);
        (_busy, _errors) = (false, result.Errors);
        if (result.IsOk)
        {
            await OnMade.InvokeAsync((result.Value, Item.Name, Item.Kind));
        }
    }
}
