using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui.Lists;

/// <summary>
/// One page of a longer list as a table, with the way to its other pages below. Its page, and with
/// <see cref="SortHeader"/> its order, live in the address.
/// </summary>
/// <typeparam name="T">A row.</typeparam>
public sealed partial class DataTable<T>
{
    /// <summary>What the table lists, for screen readers.</summary>
    [Parameter, EditorRequired]
    public required string Caption { get; set; }

    [Parameter, EditorRequired]
    public required Page<T> Page { get; set; }

    /// <summary>The cells of the first line: <c>th</c> with scope, or <see cref="SortHeader"/>.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment Header { get; set; }

    /// <summary>The cells of a row; the first names it as <c>th scope="row"</c>.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment<T> Row { get; set; }

    /// <summary>What stays the same of a row when the list changes.</summary>
    [Parameter, EditorRequired]
    public required Func<T, object> Key { get; set; }

    /// <summary>The word for one row: "experiment".</summary>
    [Parameter, EditorRequired]
    public required string One { get; set; }

    /// <summary>The word for several rows, if it is not <see cref="One"/> with an s.</summary>
    [Parameter]
    public string? Many { get; set; }

    /// <summary>Whether other rows are on their way.</summary>
    [Parameter]
    public bool Busy { get; set; }
}
