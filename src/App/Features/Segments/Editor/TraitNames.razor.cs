using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Serving.Traits;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Segments.Editor;

/// <summary>
/// The names of traits that fields with <see cref="Id"/> as their list suggest. The browser's own list: what is typed is what counts at once,
/// whether or not it is among them.
/// </summary>
public sealed partial class TraitNames
{
    /// <summary>The id of the list; a page has one.</summary>
    public const string Id = "trait-names";

    private IReadOnlyList<string> _names = [];

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Inject]
    public required TraitNameReads Reads { get; init; }

    protected override object Subject => Workspace.Environment.Id;

    protected override object Asked => Workspace;

    protected override void Forget() => _names = [];

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var names = await Reads.SeenAsync(Workspace.Access, Workspace.Environment.Id, cancellation);
        return () => _names = names;
    }
}
