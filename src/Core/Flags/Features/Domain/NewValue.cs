namespace ExperimentAdmin.Core.Flags.Features.Domain;

/// <summary>A value that somebody wants, as typed: tells "no value" apart from "keep what there is".</summary>
/// <param name="Text">Checked against the feature's type; null, or blank for booleans and integers, is no value.</param>
/// <param name="EmptyIsNone">Whether an empty text keeps "no value" where there is none: for callers whose texts cannot say it otherwise.</param>
public readonly record struct NewValue(string? Text, bool EmptyIsNone = false);
