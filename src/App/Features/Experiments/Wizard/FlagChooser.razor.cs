using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Wizard;

/// <summary>The flags of the project to choose from, each with its variants, or with the reason why it cannot be chosen.</summary>
public sealed partial class FlagChooser
{
    /// <summary>The id of the button that leads to making a flag.</summary>
    public const string NewButton = "new-flag";

    private const int Few = 8;
    private readonly HashSet<int> _widened = []; // The flags that got variants here.
    private Page<FlagChoice>? _page;
    private string? _search;
    private int _size = Few;
    private FlagChoice? _widening;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter]
    public FlagChoice? Selected { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<FlagChoice> OnChoose { get; set; }

    /// <summary>A flag is to be made; without it that is not offered.</summary>
    [Parameter]
    public EventCallback OnNew { get; set; }

    [Parameter]
    public string? Error { get; set; }

    [Inject]
    public required ExperimentReads Reads { get; init; }

    private bool MayEdit => Workspace.Access.May(Permission.EditFlags);

    private bool HasNone => _page is not null && _search is null && Rows.Count == 0;

    // What is chosen stays in sight, wherever the list would have it.
    private IReadOnlyList<FlagChoice> Rows => _page is null ? []
        : Selected is { } selected && _search is null && _page.Items.All(flag => flag.FeatureId != selected.FeatureId)
            ? [selected, .. _page.Items]
            : _page.Items;

    protected override object Subject => Workspace.Environment.Id;

    protected override object Asked => (Workspace, Wanted);

    private ListQuery Wanted => new() { Search = _search, Size = _size };

    protected override void Forget()
    {
        (_page, _search, _size, _widening) = (null, null, Few, null);
        _widened.Clear();
    }

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var page = await Reads.ChooseFlagAsync(Workspace.Access, Workspace.Environment.Id, Wanted, cancellation);
        return () => _page = page;
    }

    private static bool LacksVariants(FlagChoice flag) => flag.Arms.Count == 1;

    // Its row stays where it is, though those that can be chosen come first.
    private async Task WidenedAsync()
    {
        var id = _widening!.FeatureId;
        _widening = null;
        _ = _widened.Add(id);
        var flag = await Reads.FindFlagAsync(Workspace.Access, Workspace.Environment.Id, id);
        if (WasLeft || flag is null || _page is null)
        {
            return;
        }

        _page = _page with { Items = [.. _page.Items.Select(row => row.FeatureId == id ? flag : row)] };
        if (flag.Refusal is null)
        {
            await OnChoose.InvokeAsync(flag);
        }
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
