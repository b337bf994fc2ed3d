using System.Globalization;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Access.Ownership;
using ExperimentAdmin.Core.Access.People.Reads;
using ExperimentAdmin.Core.Flags.States.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.List;

/// <summary>What the list of experiments is narrowed to, but for the status. All of it is in the address. On a phone all but the search is folded.</summary>
public sealed partial class ExperimentFilters
{
    private const string OwnerKey = "owner";
    private const string FlagKey = "flag";
    private const string AttentionKey = "attention";
    private const string YesWord = "1";
    private const int MostFlags = 20;

    private static readonly OwnerFilter[] s_always = [new(string.Empty, "Any owner"), new(ExperimentListAddress.Me, "Mine"), new(ExperimentListAddress.Nobody, "Nobody's")];

    private IReadOnlyList<OwnerItem> _people = [];
    private bool _open;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    /// <summary>What the address asks for.</summary>
    [Parameter, EditorRequired]
    public required ExperimentListAddress Wanted { get; set; }

    /// <summary>The person's view, as <see cref="ExperimentListAddress.View"/> has it; empty for none.</summary>
    [Parameter, EditorRequired]
    public required string Saved { get; set; }

    /// <summary>Another text is looked for.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<string?> OnSearch { get; set; }

    /// <summary>What is shown is to be the person's view; null for none.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<string?> OnSaveView { get; set; }

    [Inject]
    public required OwnerReads Owners { get; init; }

    [Inject]
    public required FlagReads Flags { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    protected override object Subject => Workspace.Project.Id;

    protected override object Asked => Workspace;

    private IEnumerable<OwnerFilter> Everybody
        => s_always.Concat(_people.Select(person => new OwnerFilter(person.PersonId.ToString(CultureInfo.InvariantCulture), person.Name)));

    private OwnerFilter? Owner
        => Everybody.FirstOrDefault(owner => owner.Word == Wanted.Owner) ?? (Wanted.OwnerId is { } id ? new(Wanted.Owner!, $"Person {id}") : null);

    protected override void Forget() => _people = [];

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var people = await Owners.ChoicesAsync(Workspace.Access, cancellation);
        return () => _people = people;
    }

    private Task<IEnumerable<OwnerFilter>> OwnersAsync(string? text, CancellationToken cancellation)
        => Task.FromResult(string.IsNullOrWhiteSpace(text) || text == Owner?.Name
            ? Everybody
            : Everybody.Where(owner => owner.Name.Contains(text.Trim(), StringComparison.CurrentCultureIgnoreCase)));

    private async Task<IEnumerable<string>> FlagsAsync(string? text, CancellationToken cancellation)
        => (await Flags.ListAsync(
                Workspace.Access, Workspace.Environment.Id, new FlagListQuery { Filter = FlagFilter.Multivariate, Search = text == Wanted.Flag ? null : text, Size = MostFlags }, cancellation))
            .Page.Items.Select(flag => flag.Name);

    private void Go(string key, string? value)
    {
        var address = Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal) { [key] = value, ["page"] = null });
        if (address != Navigation.Uri)
        {
            Navigation.NavigateTo(address, replace: true);
        }
    }

    /// <param name="Word">In the address.</param>
    /// <param name="Name">On the page.</param>
    private sealed record OwnerFilter(string Word, string Name);
}
