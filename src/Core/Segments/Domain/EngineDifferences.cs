namespace ExperimentAdmin.Core.Segments.Domain;

/// <summary>
/// All forms on which the engines disagree: that of the server, which is also that of the client in Python, those of the clients in
/// JavaScript and in .NET. <c>docs/engines.md</c> lists the same.
/// </summary>
public static class EngineDifferences
{
    public static EngineDifference TraitInJavaScript { get; } = new(
        "property_in_javascript",
        "A trait named like a member of every object of JavaScript: constructor, toString, __proto__",
        "Where nobody sent such a trait, clients in JavaScript find the member of every object instead, so that it is set for everybody.",
        "Send the trait under another name.");

    public static EngineDifference PathSpelling { get; } = new(
        "path_spelling",
        "A path to a trait with blanks or escapes in it; or, in double quotes or for a percentage, one to a name with other characters than letters, digits, blanks, _, - and single points",
        "Clients in JavaScript do not find the trait by this path, or find another one.",
        "Write the trait's plain name; for a percentage, have it sent under a name of letters, digits and _.");

    public static EngineDifference NumberSpelling { get; } = new(
        "number_spelling",
        "“equals” or “does not equal” with a number that is not in its shortest form: 02134, 5.0, 1e3",
        "The server and clients in Python take text that looks like a number for that number, so that 2134 equals 02134; clients in JavaScript and .NET compare such text letter by letter.",
        "Write the number in its shortest form and send it as a number; send codes with a letter before, such as z02134.");

    public static EngineDifference NumberFraction { get; } = new(
        "number_fraction",
        "A number that is not whole, or has a fraction or an exponent, in a comparison: 4.5, 5.0, 1e3",
        "A whole number is never compared with one that is written so, by neither the server nor clients in Python and .NET; clients in JavaScript compare them.",
        "Compare with a whole number: send the trait in a smaller unit, cents and not euros.");

    public static EngineDifference NumberStart { get; } = new(
        "number_start",
        "“equals” with text that begins with a number: 30abc, 2024-01-01",
        "Clients in JavaScript read as much as is a number, so that the number 30 equals 30abc there; elsewhere it does not.",
        "Send the trait as text, or compare with the number alone.",
        IsRare: true);

    public static EngineDifference NumberLarge { get; } = new(
        "number_large",
        "A whole number beyond 9,007,199,254,740,992",
        "Clients in JavaScript know so large a number only roughly: others equal it there, and in a list it may not be found.",
        "Send such a number as text with a letter before, such as id9007199254740993.");

    public static EngineDifference NumberOrder { get; } = new(
        "number_order",
        "“is greater than” and the like with a number",
        "Only a trait that is sent as a number is ordered alike: of text, such as \"9\", clients in JavaScript compare letters, and clients in .NET fail.",
        "Send the trait as a number.",
        IsRare: true);

    public static EngineDifference NumberText { get; } = new(
        "number_text",
        "“equals”, “does not equal” or “is one of” with a whole number",
        "Text that only looks like the number, such as \"05\" or \"5.0\" for 5, is the number for the server and clients in Python; clients in JavaScript and .NET compare letter by letter.",
        "Send the trait as a number.",
        IsRare: true);

    public static EngineDifference IdentifierNumber { get; } = new(
        "identifier_number",
        "A comparison of an identifier or a key with a number",
        "An identifier is always text. The server and clients in Python take one that looks like a number for that number, so that 042 equals 42; clients in JavaScript and .NET compare letter by letter.",
        "Use identifiers with a letter before the digits, such as id42.");

    public static EngineDifference NotEqualText { get; } = new(
        "not_equal_text",
        "“does not equal” with something that is no number",
        "Of a trait that is a number, or text that looks like one, the server and clients in Python and .NET say that it is not true; clients in JavaScript say that it is, and those in .NET too of text.",
        "Use “equals” in a group of “none of”, beside “is set”.",
        IsRare: true);

    public static EngineDifference BooleanSpelling { get; } = new(
        "boolean_spelling",
        "“equals” or “does not equal” with a false in other letters: FALSE",
        "A boolean never counts as false by this spelling: true equals it, and false does not.",
        "Write false.");

    public static EngineDifference ContainsNumber { get; } = new(
        "contains_number",
        "“contains” or “does not contain” with nothing but digits, a point or a minus",
        "Of text that looks like a number, such as \"56\", the server and clients in Python say that neither is true; clients in JavaScript and .NET look into the text.",
        "Use a pattern with a letter before the digits, and send the trait with it: z56.");

    public static EngineDifference NotContains { get; } = new(
        "not_contains",
        "“does not contain”",
        "Of text that looks like a number, such as \"56\", the server and clients in Python say that it is not true; clients in JavaScript and .NET say that it is.",
        "Use “contains” in a group of “none of”, beside “is set”.",
        IsRare: true);

    public static EngineDifference ContainsVersion { get; } = new(
        "contains_version",
        "“contains” with :semver at its end",
        "On the server and in Python it is never true; in JavaScript the text before :semver is looked for.",
        "Leave :semver away.");

    public static EngineDifference PatternNotAnchored { get; } = new(
        "pattern_not_anchored",
        "A pattern that does not begin with ^ in every branch: abc, ^a|b, (^)?a, (?m)^a",
        "The server and clients in Python match from the first character only; clients in JavaScript and .NET match anywhere in the text.",
        "Put ^ before all branches, ^(?:a|b), and ^.* where something may come before.");

    public static EngineDifference PatternNumbers { get; } = new(
        "pattern_numbers",
        "A pattern that can match text that looks like a number: ^[0-9]{5}$",
        "The server and clients in Python test such text as the number, \"02134\" as 2134 and \"1.10\" as 1.1; clients in JavaScript and .NET test the text.",
        "Send the trait with a letter before the digits, and put that into the pattern: ^z[0-9]{5}$.");

    public static EngineDifference PatternBooleans { get; } = new(
        "pattern_booleans",
        "A pattern that matches True or true alone, or False or false alone",
        "A boolean is tested as True or False by the server and clients in Python and .NET, and as true or false by clients in JavaScript.",
        "Use “equals” with true or false.",
        IsRare: true);

    public static EngineDifference PatternDialect { get; } = new(
        "pattern_dialect",
        "A pattern with (?i) or another option, a named group, a comment, a class taken from a class, \\A, \\Z, \\p, \\a, \\c, \\e, {,n}, or a bracket ] first in a class",
        "Clients in JavaScript, in Python or in .NET read this otherwise, or not at all, and then nobody matches.",
        "Write plain characters, classes, groups and repetitions: [Aa] and not (?i)a, $ and not \\Z.");

    public static EngineDifference PatternLetters { get; } = new(
        "pattern_letters",
        "A pattern with \\d, \\w, \\s, \\b or one of their opposites",
        "Clients in JavaScript take only those of ASCII for digits and letters of words, and some other characters for blanks; others take those of all scripts.",
        "Write what is meant: [0-9], [A-Za-z0-9_], [ ].",
        IsRare: true);

    public static EngineDifference PatternText { get; } = new(
        "pattern_text",
        "A pattern with $, with a point, with a class that begins with ^, or with a character beyond U+FFFF, such as an emoji",
        "Engines disagree on whether $ is also before a line break at the end, on which line breaks a point leaves out, and on whether a character beyond U+FFFF is one or two.",
        "Send text of one line without such characters.",
        IsRare: true);

    public static EngineDifference ModuloNever { get; } = new(
        "modulo_never",
        "A remainder that no division leaves: as large as the divisor, or of another sign",
        "On the server and in Python it is never left; clients in JavaScript and .NET give the remainder the sign of the number.",
        "Write a remainder from 0 to below the divisor.");

    public static EngineDifference ModuloSign { get; } = new(
        "modulo_sign",
        "A remainder other than 0",
        "Of negative numbers the server and clients in Python give the remainder the sign of the divisor, clients in JavaScript and .NET that of the number.",
        "Send only numbers from 0 on.",
        IsRare: true);

    public static EngineDifference ModuloText { get; } = new(
        "modulo_text",
        "A remainder",
        "Of text that begins with a number, such as 5abc, clients in JavaScript take that number; for the server and clients in Python it is none.",
        "Send numbers.",
        IsRare: true);

    public static EngineDifference ModuloBoolean { get; } = new(
        "modulo_boolean",
        "A remainder that 0 or 1 leaves",
        "The server and clients in Python take true and false for 1 and 0; for clients in JavaScript and .NET they are no numbers.",
        "Send numbers, and compare booleans with “equals”.",
        IsRare: true);

    public static EngineDifference ListNumbers { get; } = new(
        "list_numbers",
        "“is one of” with a number that is not whole or not in its shortest form: 1.5, 007, 02134",
        "Text that looks like a number is looked for as that number by the server and clients in Python, and numbers with a fraction are never found; clients in JavaScript and .NET look for the text.",
        "List whole numbers in their shortest form; send codes with a letter before, such as z02134.");

    public static EngineDifference ListJson { get; } = new(
        "list_json",
        "“is one of” with a JSON list of something else than texts: [1,2]",
        "The server and clients in Python and .NET take the items as text; clients in JavaScript find nothing.",
        "Put the items in quotes, [\"1\",\"2\"], or write them with commas.");

    public static EngineDifference ListNothing { get; } = new(
        "list_nothing",
        "“is one of” with 0 or with empty text",
        "Clients in JavaScript never find the number 0 or empty text in a list; others do.",
        "Use “equals” in a group of “any of” for it.",
        IsRare: true);

    public static EngineDifference ListBoolean { get; } = new(
        "list_boolean",
        "“is one of” with true or false",
        "A boolean is never one of a list; only text is.",
        "Use “equals” with true or false.",
        IsRare: true);

    public static EngineDifference SplitFraction { get; } = new(
        "split_fraction",
        "A percentage that is not whole: 12.5",
        "Clients in .NET read it by the language of the machine, and by a German one as 125, and they compare with less precision.",
        "Write a whole percentage.");

    public static EngineDifference SplitValue { get; } = new(
        "split_value",
        "A percentage of something else than the identity key",
        "Numbers with a fraction, booleans, and text that looks like a number, such as 007, are not hashed alike by all clients; clients in JavaScript leave 0, false and empty text out.",
        "Take the identity key, or a trait of text that begins with a letter.",
        IsRare: true);

    public static EngineDifference VersionPrefix { get; } = new(
        "version_prefix",
        "A comparison of versions",
        "Clients in JavaScript accept a version with a v before it, such as v1.2.0, or with blanks around it, and none with a number beyond 9,007,199,254,740,991; others the other way round. The server and clients in Python find a version in true or false.",
        "Send versions of three numbers as text without v, and with letters only after a hyphen.",
        IsRare: true);

    public static EngineDifference VersionNotEqual { get; } = new(
        "version_not_equal",
        "“does not equal” with a version",
        "Clients in JavaScript compare the text, so that 1.2.0+a and even text that is no version count as another one; others compare versions.",
        "Use “version equals” in a group of “none of”, beside “is set”.");

    public static EngineDifference WithoutIdentity { get; } = new(
        "without_identity",
        "Rules that can hold without an identity: of the environment, “is not set”, “none of”",
        "Where flags are asked for without an identity, clients in Python and .NET that evaluate on their own apply the segment; the server and clients in JavaScript do not.",
        "Add a condition that needs an identity, such as that the identifier is set.",
        IsRare: true);

    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<EngineDifference> All { get; } =
    [
        TraitInJavaScript, PathSpelling, NumberSpelling, NumberFraction, NumberStart, NumberLarge, NumberOrder, NumberText,
        IdentifierNumber, NotEqualText, BooleanSpelling,
        ContainsNumber, NotContains, ContainsVersion, PatternNotAnchored, PatternNumbers, PatternBooleans, PatternDialect, PatternLetters,
        PatternText, ModuloNever, ModuloSign, ModuloText, ModuloBoolean, ListNumbers, ListJson, ListNothing, ListBoolean, SplitFraction, SplitValue, VersionPrefix,
        VersionNotEqual, WithoutIdentity,
    ];
}
