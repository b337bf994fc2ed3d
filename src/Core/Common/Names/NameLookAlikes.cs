using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ExperimentAdmin.Core.Common.Names;

/// <summary>Which characters of different scripts look the same, or so nearly that a reader takes one for the other.</summary>
/// <remarks>
/// The facts are those of Unicode Technical Standard #39, Unicode Security Mechanisms, version 15: its confusable single characters that
/// an ASCII character looks like, and those of Latin, Greek, Cyrillic, Armenian, Cherokee, Coptic and Georgian among each other, with
/// a few of Arabic, of Japanese and Korean, of marks and of punctuation. What compatibility decomposition makes the same already is left out.
/// </remarks>
internal static class NameLookAlikes
{
    // Each line is one look: its ASCII characters, and the others by their numbers. Large and small letters are two looks, although a
    // name is compared in small ones.
    private const string OfAscii =
        """
        # 266F
        % 66A 2052
        " 2BA 2EE 5F4 201C 201D 201E 201F 3003
        ! 1C3 2D51
        & A778
        '` 2B9 2BB 2BC 2BD 2BE 2C8 2CA 2CB 2F4 55A 55D 5D9 5F3 7F4 7F5 144A 16CC 2018 2019 201B 2032 2035 A78C 16F51 16F52
        ( 2768 2772 3014 FD3E
        ) 2769 2773 3015 FD3F
        * 66D 204E 2217 1031F
        + 16ED 2795 1029B
        , 60D 66B 201A A4F9
        - 2D7 6D4 2010 2012 2013 2043 2212 2796 2CBB 2014 2015
        . 660 6F0 701 702 A4F8 A60E 10A50 1D16D B7 2219 22C5 2027 30FB 3002
        / 1735 2041 2044 2215 2571 27CB 29F8 2CC7 3033 30CE 31D3 4E3F 1D23A
        2 1A8 3E9 14BF A645 A6EF A75B
        3 21D 25C 292 437 4E1 2CCD A76B 118CA 16F3B 1D206
        4 13CE 118CF
        5 1BD 118DB
        6 431 13EE 2CD3 118D5
        7 104FA 118C6 1D212
        8 223 9EA A6A B03 1031A 1E8CB
        9 9ED A67 B68 D6D 2CCB A76F 118CC 118D6
        : 2D0 2F8 589 5C3 703 704 903 A83 16EC 1803 1809 205A 2236 A4FD A789
        < 2C2 1438 16B2 2039 276E 1D236 3008 27E8
        = 1400 2E40 30A0 A4FF
        > 2C3 1433 203A 276F 16F3F 1D237 3009 27E9
        ? 242 294 97D 13AE A6EB
        \ 2216 27CD 29F5 29F9 31D4 4E36 1D20F 1D23B
        ^ 2C4 2C6
        _ 7FA 203F
        a 3B1 430 13AA 15C5 A4EE 102A0 16F40 1D00
        a 251 3B1 430 237A
        b 3B2 432 13F4 15F7 A4D0 A7B5 10282 102A1 10301 299
        b 185 44C 13CF 1472 15AF
        c 441 13DF 2CA5 A4DA 102A2 10302 1043D 1051C 118E9 118F2 1F74C 1D04
        c 441 13DF 1D04 2CA5 1043D
        d 13A0 15DE 15EA A4D3 1D05
        d 501 13E7 146F A4D2
        e 3B5 435 13AC 22FF 2D39 A4F0 10286 118C6 118CE 1D07
        e 435 4BD 212E AB32
        f 3DD 15B4 A4DD A799 10287 102A5 10525 118C2 1D213 A730
        f 584 1E9D A799 AB35
        g 50D 13C0 13F3 A4D6 262
        g 18D 261 581 1D83
        h 3B7 43D 13BB 157C 2C8F A4E7 102CF 29C
        h 4BB 570 13C2
        i 131 269 26A 3B9 456 4CF 13A5 2373 A647 118C3
        j 29D 3F3 458 13AB 148D A4D9 1D0A
        j 3F3 458
        k 3BA 43A 13E6 16D5 2C95 A4D7 10518 1D0B
        l 13DE 14AA 2CD1 A4E1 10443 10526 118C3 118D2 16F16 1D22A 29F
        1il| 1C0 269 3B9 456 4CF 5C0 5D5 627 661 6F1 7CA 16C1 2223 23FD 2C93 2D4F A4F2 1028A 10309 10320 16F28 1E8C7 2502 2503 A781
        m 3BC 3FB 43C 13B7 15F0 16D6 2C99 A4DF 102B0 10311 1D0D
        n 3BD 2C9B A4E0 10513 274
        n 578 57C
        0o 3BF 43E 585 7C0 9E6 B20 B66 12D0 2C9F 2D54 3007 A4F3 10292 102AB 1042C 104EA 10516 114D0 118D5 118E0
        o 3BF 3C3 43E 585 5E1 647 665 6BE 6C1 6D5 6F5 966 A66 AE6 BE6 C02 C66 C82 CE6 D02 D20 D66 D82 E50 ED0 101D 1040 10FF 1D0F 1D11 2C9F AB3D 1042C 104EA 118C8 118D7
        p 3C1 440 13E2 146D 2CA3 A4D1 10295 1D18
        p 3C1 440 2374 2CA3
        q 2D55
        q 51B 563 566
        r 280 13A1 13D2 1587 A4E3 104DC 16F35 1D216
        r 433 13B1 1D26 2C85 AB47 AB48
        s 455 57F 13D5 13DA A4E2 10296 10448 16F3A A731
        s 1BD 455 13DA A731 10448 118C1
        t 3C4 442 13A2 22A4 27D9 2CA7 A4D4 10297 102B1 10315 118DC 16F0A 1F768 1D1B
        u 57D 1200 144C 222A 22C3 A4F4 104F6 118D8 16F42 1D1C
        u 28B 3C5 57D 1D1C A79F AB4E AB52 104F6 118D8
        v 475 667 6F7 13D9 142F 2D38 A4E6 A6DF 1051D 118C0 16F08 1D20D 1D20
        v 3BD 475 5D8 13D9 1D20 2228 22C1 11706 118C0
        w 51D 13B3 13D4 A4EA 118E6 118EF 1D21
        w 26F 461 51D 561 13B3 1D21 1170A 1170E 1170F
        x 3C7 445 166D 16B7 2573 2CAD 2D5D A4EB AB53 10290 102B4 10317 10322 10527 118EC
        x D7 445 1541 157D 166E 292B 292C 2A2F
        y 3C5 443 4AF 13A9 13BD 2CA9 A4EC 102B2 118C4 16F43 28F
        y 263 28F 3B3 443 4AF 10E7 1D8C 1EFF AB5A 118DC
        z 3B6 13C3 A4DC 102F5 118C9 118E5 1D22
        z 13C3 1D22 118C4
        { 2774 1D114
        } 2775
        ~ 2053 223C 301C
        """;

    // The looks that no ASCII character has.
    private const string Others =
        """
        A2 23C; A5 24F 4B1; B0 2218 25CB 25E6 3007; B7 16EB 2022 2027 2219 22C5 2E31 30FB A78F; E6 4D5; F0 111 256; F8 AB3E 2205 2300; FE 1BF 3F8
        127 45B; 138 3BA 43A 13E6 1D0B 2C95; 180 463 48D; 183 431; 185 44C 13CF; 195 50B; 19A 268; 19E 3B7; 1A8 3E9 1D24 A645; 1AB 13BF
        1C1 2016 2225; 1DD 259 4D9; 1DD 2203; 21D 292 4E1 10F3 2CCD A76B; 237 575; 242 13AE; 24B 1D90; 24D 493; 250 2200 1D217
        254 37B 1D10 2184; 25B 3B5 454 511 13CB 22F4 2C89 A793; 25B 511 13CB 1D221; 25C 437 1D08; 262 50D 13C0 13F3; 266 13F2 A695
        268 1D7B 1D7C; 270 57A; 275 3B8 473 4E9 13BE 13EB 2296 229D 236C A74B 1D21A; 278 3C6 444 2CAB; 27F 2129; 280 13A1 13D2
        283 3C3 2211; 283 222B AB4D; 287 22A5 27C2 1D21C; 289 13CC; 28A 2127; 28C 3BB 43B; 28C 1D27; 28D 43C 13B7 1D0D
        298 2299 2609 2A00 A669; 299 432 13F4; 29A A79D; 29C 43D 13BB; 29F 13DE 2CD1; 2BA 2EE 5F4 201C 201D 201F 3003; 2BF 2D3 559
        2C7 A67E; 2CF 375; 303 342; 306 30C; 326 327; 371 13A8 13B0 2C76; 377 438 1D0E; 377 438 1D20B; 37D A73F; 3B2 13F0 A7B5
        3B3 433 13B1 2C85; 3B4 56E 1E9F 2E39; 3B4 2206 25B3 2C87; 3BB 2C97; 3C0 43F 1D28; 3C0 43F 220F 2CA1; 3C3 3DB; 3C4 442 13A2 1D1B
        3C6 444 583 2CAB; 3C7 2CAD AB53 AB55; 3C8 471 2CAF; 3C9 2375 2CB1 A64D A7B7; 3D7 2CE4; 3ED 2CDD; 43B 1D2B; 448 2CBD; 44D 2108
        44F 1D19; 454 20AC 2C89 A793; 459 AB60; 461 13C7 1D222; 49B 2C6A; 49F 20AD A741; 4A3 2C68; 4B7 4CC; 4C8 4CA; 4FF 1D202
        578 2229 22C2 1D245; 584 20BD; 643 6A9 6AA; 647 6BE 6C1 6D5; 649 64A 6CC; 662 6F2; 663 6F3; 664 6F4; 666 6F6; 668 6F8; 669 6F9
        13A0 1D05; 13AA 1D00; 13AB 1D0A; 13AC 1D07; 13CC 1D7E; 13E2 1D18 1D29; 2014 2015 2500 2501 30FC 31D0 4E00 1173
        2014 2015 2500 2501 30FC 31D0 A7F7 1173; 2142 1D215 1D22B; 2144 1D21B; 221E A699 A74F; 2227 22C0; 228F 1D238; 2290 1D239
        2295 2A01 A69B; 22D6 2CB5; 244A 2CF9; 25A0 25AA; 25BD 1D214; 2627 2CE9; 2630 2CB7; 2CE8 101A0; 2D00 A787; 3078 30D8; 30A4 4EBB
        30A8 5DE5; 30AB 529B; 30BF 5915; 30C8 535C; 30CB 4E8C; 30CE 4E3F; 30CF 516B; 30ED 53E3 56D7; 1175 4E28; A727 A795; A739 A73B; A7FB 1D230
        AB 300A 226A 27EA; BB 300B 226B 27EB; 142 19A; 304 305; 331 332; 335 336 337 338
        """;

    // Only the large one looks like an M, and the small one stands for a millionth.
    private const int SmallMu = 0x3BC;

    private static readonly Rune[] s_letters = [.. "abcdefghijklmnopqrstuvwxyz0123456789".EnumerateRunes()];

    private static readonly FrozenDictionary<Rune, int[]> s_looks = Read();

    /// <summary>
    /// Whether two characters of folded names look the same. Two of ASCII never do: who types them sees which one it is, and
    /// <c>v1</c> and <c>vl</c> are names that people give.
    /// </summary>
    public static bool Are(Rune one, Rune other)
        => one == other
            || (!(one.IsAscii && other.IsAscii)
                && s_looks.TryGetValue(one, out var looks)
                && s_looks.TryGetValue(other, out var others)
                && looks.Any(look => others.Contains(look)));

    /// <summary>Whether a character of another script, as it is written, looks like a Latin letter or a digit.</summary>
    public static bool IsLikeLatin(Rune rune) => rune.Value != SmallMu
        && NameLook.Fold($"{rune}").EnumerateRunes().Any(part => s_letters.Any(letter => Are(part, letter)));

    private static FrozenDictionary<Rune, int[]> Read()
        => OfAscii.Split('\n').Select(line => line.Split(' '))
            .Select(line => line[0].EnumerateRunes().Concat(line.Skip(1).Select(Character)))
            .Concat(Others.ReplaceLineEndings(";").Split(';', StringSplitOptions.TrimEntries).Select(look => look.Split(' ').Select(Character)))
            .SelectMany((look, number) => look.Select(rune => (Rune: NameLook.FoldCase(rune), Look: number)))
            .GroupBy(entry => entry.Rune)
            .ToFrozenDictionary(group => group.Key, group => group.Select(entry => entry.Look).Distinct().ToArray());

    private static Rune Character(string digits) => new(int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
}
