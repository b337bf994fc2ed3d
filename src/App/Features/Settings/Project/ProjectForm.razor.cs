using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Workspace.Reads;
using ExperimentAdmin.Core.Workspace.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Settings.Project;

/// <summary>The settings of a project.</summary>
public sealed partial class ProjectForm
{
    private string? _name;
    private bool _hidesDisabled;

    [Parameter, EditorRequired]
    public required ProjectAccess Access { get; set; }

    [Inject]
    public required EditProject Edit { get; init; }

    [Inject]
    public required SettingsReads Reads { get; init; }

    private protected override object Subject => Settings.Info.Id;

    private protected override Entries Typed
    {
        get => new(_name ?? string.Empty, _hidesDisabled);
        set => (_name, _hidesDisabled) = value;
    }

    private protected override int RevisionOf(ProjectSettings settings) => settings.Revision;

    private protected override Entries EntriesOf(ProjectSettings settings) => new(settings.Info.Name, settings.HideDisabledFlags);

    private protected override Entries Merge(Entries start, Entries typed, Entries theirs) => new(
        ThreeWayMerge.Of(start.Name, typed.Name, theirs.Name),
        ThreeWayMerge.Of(start.HidesDisabled, typed.HidesDisabled, theirs.HidesDisabled));

    private protected override bool IsUnchanged(Entries start, Entries typed)
        => typed with { Name = typed.Name.Trim() } == start with { Name = start.Name.Trim() };

    private protected override Task<Result<int>> StoreAsync(Entries entries)
        => Edit.RunAsync(new(Access, entries.Name, entries.HidesDisabled, Revision), CancellationToken.None);

    private protected override async Task<ProjectSettings?> LookAsync() => await Reads.ProjectAsync(Access);

    /// <summary>What the fields hold.</summary>
    public sealed record Entries(string Name, bool HidesDisabled);
}
