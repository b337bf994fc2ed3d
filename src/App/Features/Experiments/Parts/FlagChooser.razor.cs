using ExperimentAdmin.App.Shell;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Parts;

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

    protected override Task OnInitializedAsync() => LoadAsync();

    private Task SearchAsync(string? search)
    {
        (_search, _size) = (search, Few);
        return LoadAsync();
    }

    private Task MoreAsync()
    {
        _size += 2 * Few;
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        var query = new ListQuery { Search = _search, Size = _size };
        var page = await Reads.ChooseFlagAsync(Workspace.Access, Workspace.Environment.Id, query);
        if (query.Search == _search && query.Size == Math.Min(_size, ListQuery.MaxSize))
        {
            _page = page; // Otherwise somebody typed on meanwhile, and a newer answer is on its way.
        }
    }
}
