using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Access.Ownership;
using ExperimentAdmin.Core.Access.People.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Shared;

/// <summary>Somebody of the project to choose, or nobody.</summary>
public sealed partial class OwnerField
{
    private IReadOnlyList<OwnerItem> _people = [];

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    /// <summary>Who owns it as stored: named before the others are read, and where there are too many of them.</summary>
    [Parameter]
    public OwnerItem? Stored { get; set; }

    /// <summary>Who is chosen; null for nobody.</summary>
    [Parameter]
    public int? Value { get; set; }

    [Parameter]
    public EventCallback<int?> ValueChanged { get; set; }

    [Parameter]
    public string? Error { get; set; }

    /// <summary>The input's id, where several forms of a page have an owner.</summary>
    [Parameter]
    public string? Id { get; set; }

    [Inject]
    public required OwnerReads Reads { get; init; }

    protected override object Subject => Workspace.Project.Id;

    protected override object Asked => Workspace;

    private IReadOnlyList<(int? Value, string Text)> Options
        =>
        [
            (null, "Nobody"),
            .. (Stored is null || _people.Any(person => person.PersonId == Stored.PersonId) ? _people : [.. _people, Stored])
                .Select(person => ((int?)person.PersonId, person.Name)),
        ];

    protected override void Forget() => _people = [];

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var people = await Reads.ChoicesAsync(Workspace.Access, cancellation);
        return () => _people = people;
    }
}
