using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui.Layout;

/// <summary>Links between the views of a page, with their counts.</summary>
public sealed partial class Tabs
{
    /// <summary>What the tabs choose, for screen readers: "Status".</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Tab> Items { get; set; }
}
