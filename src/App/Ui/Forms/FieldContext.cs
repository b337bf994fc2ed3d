namespace ExperimentAdmin.App.Ui.Forms;

/// <summary>What an input inside a <see cref="Field"/> needs: splat <see cref="Attributes"/> onto it.</summary>
/// <param name="Id">The input's id.</param>
/// <param name="Attributes">Id, required, and the wires to hint and error.</param>
public sealed record FieldContext(string Id, IReadOnlyDictionary<string, object> Attributes);
