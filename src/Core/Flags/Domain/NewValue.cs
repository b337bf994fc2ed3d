namespace ExperimentAdmin.Core.Flags.Domain;

/// <summary>A value that somebody wants, as typed: tells "no value" apart from "keep what there is".</summary>
/// <param name="Text">Checked against the feature's type; null, or blank for booleans and integers, is no value.</param>
public readonly record struct NewValue(string? Text);
