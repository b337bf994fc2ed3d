using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Wizard;

/// <summary>The flags of the project to choose from, each with its variants, or with the reason why it cannot be chosen.</summary>
public sealed partial class FlagChooser
{
    private const int Few = 8;
    private Page<FlagChoice>? _page;
    private string? _search;
    private int _size = Few;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter]
    public FlagChoice? Selected { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<FlagChoice> OnChoose { get; set; }

    [Parameter]
    public string? Error { get; set; }

    [Inject]
    public required ExperimentReads Reads { get; init; }

    // What is chosen stays in sight, wherever the list would have it.
    private IReadOnlyList<FlagChoice> Rows => _page is null ? []
        : Selected is { } selected && _search is null && _page.Items.All(flag => flag.FeatureId != selected.FeatureId)
            ? [selected, .. _page.Items]
            : _page.Items;

    protected override object Subject => Workspace.Environment.Id;

    protected override object Asked => (Workspace, Wanted);

    private ListQuery Wanted => new() { Search = _search, Size = _size };

    protected override void Forget() => (_page, _search, _size) = (null, null, Few);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var page = await Reads.ChooseFlagAsync(Workspace.Access, Workspace.Environment.Id, Wanted, cancellation);
        return () => _page = page;
    }

    private Task SearchAsync(string? search)
    {
        (_search, _size) = (search, Few);
        return AskAsync();
    }

    private Task MoreAsync()
    {
        _size += 2 * Few;
        return AskAsync();
    }
}
