namespace ExperimentAdmin.Core.Workspace.Reads;

/// <summary>What the settings page of a project shows.</summary>
/// <param name="Info">What every page knows.</param>
/// <param name="HideDisabledFlags">Leaves disabled flags out unless an environment says otherwise.</param>
/// <param name="Revision">The revision that an edit is made from.</param>
public sealed record ProjectSettings(ProjectInfo Info, bool HideDisabledFlags, int Revision);
