using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace ExperimentAdmin.App.Ui.Forms;

/// <summary>A button that lets somebody choose a file from their disk.</summary>
public sealed partial class FileButton
{
    /// <summary>The id of the field inside of it.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    /// <summary>What the button says.</summary>
    [Parameter, EditorRequired]
    public required string Text { get; set; }

    /// <summary>The kinds of files that the browser offers, as the <c>accept</c> attribute of HTML names them. What comes has to be checked all the same.</summary>
    [Parameter, EditorRequired]
    public required string Accept { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>What ties the field to its hint and its error.</summary>
    [Parameter]
    public IReadOnlyDictionary<string, object>? Described { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<InputFileChangeEventArgs> OnChoose { get; set; }
}
